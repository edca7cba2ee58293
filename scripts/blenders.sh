#!/bin/sh
# Makes the Blenders that the tests run on, and prints where they are:
#   debian-4.3   Blender 4.3 of Debian 13, in a folder with that Debian
#   debian-5.2   Blender 5.2 of Debian unstable, likewise
#   bpy-4.5      the newest official 4.5, as a module of Python 3.11
#   bpy-5.2      the newest official 5.2, as a module of Python 3.13
# Each has bin/blender, which takes Blender's command line, and what --blender is to name: a file
# called "program" says which one that is. What is there already is not made again.
#
#   scripts/blenders.sh              makes all of them
#   scripts/blenders.sh NAME ...     makes these
#
# It needs Debian and root: a foreign Debian is entered by chroot, in a mount namespace of its own.
# Exit code: 0 when all that was asked for is there, 3 when something could not be had.
set -u
scripts=$(cd "$(dirname "$0")" && pwd)
home=${NETWORKRENDER_BLENDERS:-${XDG_CACHE_HOME:-$HOME/.cache}/networkrender-blenders}
names=${*:-debian-4.3 debian-5.2 bpy-4.5 bpy-5.2}

say() { echo "networkrender: $*" >&2; }

quietly() {
  log=$home/$name/log
  "$@" >>"$log" 2>&1 || {
    tail -n 15 "$log" >&2
    say "$name could not be made ($1 failed); all lines are in $log"
    return 1
  }
}

# Prints the codename of the Debian that runs here.
codename() {
  # shellcheck source=/dev/null
  (. /etc/os-release && echo "${VERSION_CODENAME:-}")
}

# Prints where packages come from: the same place as this machine's own.
mirror() {
  sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/debian.sources 2>/dev/null | head -n 1 | grep . ||
    sed -n 's/^deb \(\[[^]]*\] \)*\([^ ]*\) .*/\2/p' /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
    head -n 1
}

# Prints the root of a Debian suite: this machine's own if it is that one.
root_of() {
  if [ "$1" = "$(codename)" ]; then echo /; else echo "$home/debian-$1"; fi
}

# Makes the Debian of a suite: $1 suite.
need_debian() {
  root=$(root_of "$1")
  [ "$root" != / ] || return 0
  [ ! -f "$root.ready" ] || return 0
  if ! command -v debootstrap >/dev/null 2>&1; then
    quietly apt_get / update && quietly apt_get / install debootstrap || return 1
  fi
  say "$name: installing a Debian of its own ($1), about a minute ..."
  leave "$root"
  rm -rf "$root"
  quietly debootstrap --variant=minbase --include=ca-certificates "$1" "$root" "$(mirror)" || return 1
  rm -f "$root"/etc/apt/sources.list.d/*
  echo "deb $(mirror) $1 main" >"$root/etc/apt/sources.list"
  cp /etc/apt/apt.conf.d/99* "$root/etc/apt/apt.conf.d/" 2>/dev/null
  cp /usr/local/share/ca-certificates/*.crt "$root/usr/local/share/ca-certificates/" 2>/dev/null
  [ ! -f /etc/pip.conf ] || cp /etc/pip.conf "$root/etc/"
  cp /etc/resolv.conf "$root/etc/"
  # Else Blender complains at each start that it cannot list file systems.
  ln -sf /proc/self/mounts "$root/etc/mtab"
  quietly "$scripts/enter-debian.sh" "$root" update-ca-certificates
  quietly apt_get "$root" update || return 1
  touch "$root.ready"
}

# Nothing of this machine may be mounted below what is about to be removed.
leave() {
  ! grep -q " $1/" /proc/self/mounts || { say "something is mounted below $1; unmount it first"; exit 3; }
}

# Runs apt-get in a Debian: $1 root, $2 update or install, then packages.
apt_get() {
  where=$1
  shift
  enter=
  [ "$where" = / ] || enter="$scripts/enter-debian.sh $where"
  # Of two at once in one Debian the second gives up at once. networkrender has the same lock for this
  # machine's own.
  lock=$where/networkrender-apt.lock
  [ "$where" != / ] || lock=${TMPDIR:-/tmp}/networkrender-apt-$(id -u).lock
  # shellcheck disable=SC2086 # a command and its argument
  flock "$lock" $enter env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends "$@"
}

# $1 suite, then packages that Blender wants there and does not ask for itself.
make_debian_blender() {
  suite=$1
  shift
  need_debian "$suite" || return 1
  root=$(root_of "$suite")
  say "$name: installing Blender of Debian $suite ..."
  quietly apt_get "$root" install blender "$@" || return 1
  program "$folder/bin/blender" "$root" /usr/bin/blender
  echo "$folder/bin/blender" >"$folder/program"
}

# Writes a program that starts one of another Debian: $1 file, $2 root, $3 program there.
program() {
  mkdir -p "$(dirname "$1")"
  if [ "$2" = / ]; then
    printf '#!/bin/sh\nexec %s "$@"\n' "$3" >"$1"
  else
    printf '#!/bin/sh\nexec "%s" "%s" "%s" "$@"\n' "$scripts_kept/enter-debian.sh" "$2" "$3" >"$1"
  fi
  chmod +x "$1"
}

# A graphics driver beside Blender, not installed: only who names it (networkrender_libraries) has it. Blender opens
# a window with it.
need_graphics() {
  [ ! -f "$folder/graphics/ready" ] || return 0
  root=$(root_of "$1")
  packages=$folder/graphics/packages
  rm -rf "$folder/graphics"
  mkdir -p "$packages/partial"
  quietly apt_get "$root" -d -o "Dir::Cache::archives=$packages" install libgl1 libegl1 libgl1-mesa-dri || return 1
  for package in "$packages"/*.deb; do
    quietly dpkg-deb -x "$package" "$folder/graphics/root" || return 1
  done
  rm -rf "$packages"
  touch "$folder/graphics/ready"
}

# The libraries that the official builds expect of the system.
module_libraries="libx11-6 libxi6 libxxf86vm1 libxfixes3 libxrender1 libxkbcommon0 libsm6 libice6 libgl1 libegl1 libgl1-mesa-dri libwayland-client0"

# $1 Python, such as 3.11; $2 suite that has it; $3 version of bpy, such as 4.5.
make_module() {
  need_debian "$2" || return 1
  root=$(root_of "$2")
  say "$name: installing the module bpy $3 for Python $1, about 400 MB ..."
  # shellcheck disable=SC2086 # a list of package names
  quietly apt_get "$root" install "python$1" "python$1-venv" $module_libraries || return 1
  enter=
  [ "$root" = / ] || enter="$scripts/enter-debian.sh $root"
  # shellcheck disable=SC2086 # a command and its argument
  quietly $enter "/usr/bin/python$1" -m venv "$folder/venv" || return 1
  # shellcheck disable=SC2086
  quietly $enter "$folder/venv/bin/pip" install -q --no-cache-dir --only-binary=:all: "bpy==$3.*" || return 1
  # The venv's own name stays in front: Python finds its modules by it.
  program "$folder/bin/python" "$root" "$folder/venv/bin/python"
  echo "$folder/bin/python" >"$folder/program"
  cp "$scripts/bpy-command.py" "$folder/bpy-command.py" || return 1
  printf '#!/bin/sh\nexec "%s" -I -B "%s" "$@"\n' "$folder/bin/python" "$folder/bpy-command.py" >"$folder/bin/blender"
  chmod +x "$folder/bin/blender"
}

# Debian's Blender 5.2 starts with complaints where cattr is not there.
make_one() {
  case $name in
    debian-4.3) make_debian_blender trixie python3-numpy python3-requests python3-zstandard ;;
    debian-5.2) make_debian_blender sid python3-numpy python3-requests python3-zstandard python3-cattr ;;
    bpy-4.5) make_module 3.11 bookworm 4.5 ;;
    bpy-5.2) make_module 3.13 trixie 5.2 ;;
    *)
      say "there is no Blender called $name to make: debian-4.3, debian-5.2, bpy-4.5, bpy-5.2"
      return 1
      ;;
  esac
}

[ "$(id -u)" = 0 ] || { say "This makes folders with a Debian of their own, so run it as root."; exit 3; }
command -v apt-get >/dev/null || { say "This needs Debian's packages, and apt-get is not here."; exit 3; }
mkdir -p "$home"
home=$(cd "$home" && pwd)
scripts_kept=$home
cp "$scripts/enter-debian.sh" "$home/" || exit 3
code=0
for name in $names; do
  folder=$home/$name
  if [ ! -f "$folder/ready" ]; then
    rm -rf "$folder"
    mkdir -p "$folder"
    if make_one && version=$("$folder/bin/blender" --version 2>/dev/null | grep -m 1 '^Blender ') && [ -n "$version" ]; then
      echo "$version" >"$folder/ready"
    else
      say "$name is not there: what it needs could not be had, or it does not start"
      code=3
      continue
    fi
  fi
  if [ "$name" = debian-5.2 ]; then
    need_graphics sid || say "$name has no window: its graphics driver could not be had"
  fi
  printf '%s\t%s\t%s\n' "$name" "$(cat "$folder/ready")" "$(cat "$folder/program")"
done
exit "$code"
