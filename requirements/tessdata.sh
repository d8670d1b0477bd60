#!/bin/sh
# What pip cannot install: Tesseract's language data, which reading scans needs. Where it cannot be installed, phaen
# works all the same, scans aside, and says what is missing when it meets one.
packages="tesseract-ocr-tha tesseract-ocr-eng"

give_up() {
	echo "Scans will not be read: $1. Install $packages, or name a folder with the data in TESSDATA_PREFIX." >&2
	exit 0
}

command -v apt-get >/dev/null || give_up "there is no apt-get here"
if [ "$(id -u)" = 0 ]; then
	sudo=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
	sudo="sudo -n"
else
	give_up "installing Tesseract's language data needs root"
fi
install="$sudo env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends $packages"
$install >/dev/null 2>&1 || { $sudo apt-get update --quiet >/dev/null 2>&1 && $install >/dev/null; } ||
	give_up "apt-get could not install Tesseract's language data"
