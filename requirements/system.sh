#!/bin/sh
# What pip cannot install: system.sh LACK PACKAGE..., where LACK says what does not work without. Where the packages
# cannot be installed, all else works, and the command or the test that needs them says what is missing.
lack="$1"
shift
packages="$*"

give_up() {
	echo "$lack: $1. Install $packages." >&2
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
