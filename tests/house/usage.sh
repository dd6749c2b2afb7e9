#!/bin/sh
# Every command of dais help says what it takes, and takes no more: nothing that was typed is passed over in silence.
# usage: usage.sh DAIS      prints TAP
dais=$(realpath "$1")
count=0
failed=0
where=$(mktemp -d)
trap 'rm -rf "$where"' EXIT

result() { # name, whether it holds (0), what was said
    count=$((count + 1))
    if [ "$2" -eq 0 ]; then
        printf 'ok %d - %s\n' "$count" "$1"
    else
        failed=1
        printf 'not ok %d - %s\n' "$count" "$1"
        printf '%s\n' "$3" | sed 's/^/# /'
    fi
}

bad_usage() { # arguments: whether they are bad usage, told in one line on standard error; sets said
    "$dais" "$@" >"$where/out" 2>"$where/err"
    code=$?
    said="exit $code: $(cat "$where/out" "$where/err")"
    [ $code -eq 2 ] && [ ! -s "$where/out" ] && [ "$(wc -l <"$where/err")" -eq 1 ]
}

cd "$where" || exit 1
names=$("$dais" help | sed -n 's/^  \([a-z]*\)  *[a-z].*/\1/p')
[ "$(echo "$names" | wc -w)" -ge 10 ]
result "dais help lists the commands" $? "$names"
for name in $names; do
    said=$("$dais" help "$name" 2>&1)
    code=$?
    case $said in "usage: dais $name "*" "*) ;; *) code=1 ;; esac
    [ "$said" = "$("$dais" "$name" --help 2>&1)" ] || code=1
    [ "$(echo "$said" | wc -l)" -ge 3 ] || code=1
    result "dais help $name" $code "$said"
    bad_usage "$name" --no-such-option
    result "$name takes no option that it does not know" $? "$said"
    # shellcheck disable=SC2046
    bad_usage "$name" $(seq 100)
    result "$name takes no word too many" $? "$said"
done
for name in demo init serve key rebuild verify; do
    bad_usage "$name" "$where"
    result "$name takes its directory by --data alone" $? "$said"
done
bad_usage init --name A --name B
result "an option given twice" $? "$said"
bad_usage init --speed 3
result "an option of another command" $? "$said"
bad_usage init --name
result "an option without its value" $? "$said"
bad_usage play --acts=yes x.scn
result "a value that an option does not take" $? "$said"
bad_usage manual no-such-page
result "a page that there is not" $? "$said"
bad_usage no-such-command
result "a command that there is not" $? "$said"
bad_usage help no-such-command
result "help on a command that there is not" $? "$said"
[ "$(find "$where" -mindepth 1 | wc -l)" -eq 2 ]
result "nothing is made by bad usage" $? "$(ls -A "$where")"
printf '1..%d\n' "$count"
exit "$failed"
