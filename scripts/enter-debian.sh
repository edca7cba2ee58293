#!/bin/sh
# Runs a program of a Debian that lies in a folder, as if it were installed here: it sees this
# machine's files, processes and network, and of the folder only programs, libraries and settings.
#   enter-debian.sh ROOT PROGRAM [ARGUMENT ...]
# The process keeps its number, so it can be watched and ended as any other. The mounts are in a
# namespace of its own and go with it.
root=$1
shift
if [ "${networkrender_entered:-}" != "$root" ]; then
  networkrender_entered=$root exec /usr/bin/unshare --mount --propagation private /bin/sh "$0" "$root" "$@"
fi
unset networkrender_entered
bind() {
  [ -d "$root$1" ] || /bin/mkdir -p "$root$1"
  /bin/mount --rbind "$1" "$root$1" || exit 125
}
for place in /* /var/tmp; do
  case $place in
    /usr | /lib* | /bin | /sbin | /etc | /var | /boot | /lost+found) continue ;;
  esac
  if [ -d "$place" ] && [ ! -L "$place" ]; then
    bind "$place"
  fi
done
here=$PWD
# The program is started where this one was: relative paths hold.
# Libraries that it is to have beside its own are named in a variable that says nothing to programs of this machine.
exec /usr/sbin/chroot "$root" /bin/sh -c '
  [ -z "${networkrender_libraries:-}" ] || export LD_LIBRARY_PATH="$networkrender_libraries"
  cd "$1" && shift && exec "$@"' sh "$here" "$@"
