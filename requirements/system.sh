#!/bin/sh
# What pip cannot install: system.sh WHAT PACKAGE..., where WHAT is what will not be read without. Where the packages
# cannot be installed, phaen works all the same, WHAT aside, and says what is missing when it meets one.
what="$1"
shift
packages="$*"

give_up() {
	echo "$what will not be read: $1. Install $packages." >&2
	exit 0
}

command -v apt-get >/dev/null || give_up "there is no apt-get here"
if [ "$(id -u)" = 0 ]; then
	sudo=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
	sudo="sudo -n"
else
	give_up "installing them needs root"
fi
install="$sudo env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends $packages"
$install >/dev/null 2>&1 || { $sudo apt-get update --quiet >/dev/null 2>&1 && $install >/dev/null; } ||
	give_up "apt-get could not install them"
