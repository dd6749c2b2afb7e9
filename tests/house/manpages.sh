#!/bin/sh
# Every manual page is without a warning of mandoc, and sees only pages that there are.
# usage: manpages.sh DAIS PAGE…      prints TAP
dais=$1
shift
count=0
failed=0
known=" dais.1 dais.conf.5 dais-acts.5"
for page in "$@"; do known="$known $(basename "$page")"; done
where=$(mktemp -d "${TMPDIR:-/tmp}/dais-pages-XXXXXX") # mandoc takes what follows a dot for a section
trap 'rm -rf "$where"' EXIT

result() { # name, what is wrong
    count=$((count + 1))
    if [ -n "$2" ]; then
        failed=1
        printf 'not ok %d - %s\n' "$count" "$1"
        printf '%s\n' "$2" | sed 's/^/# /'
    else
        printf 'ok %d - %s\n' "$count" "$1"
    fi
}

if ! command -v mandoc >/dev/null; then
    printf '1..0 # SKIP mandoc is not installed: script/setup-test installs it\n'
    exit 0
fi
printf '.Dd today\n.Sh NAME\nOne sentence.  Another.\n' >"$where/bad"
result "a page with warnings is noticed" \
    "$(mandoc -T lint -W warning "$where/bad" >/dev/null && echo "mandoc found nothing wrong")"
for name in dais dais.conf dais-acts; do
    "$dais" manual "$name" >"$where/$name" || result "$name is printed" "dais manual $name failed"
    set -- "$@" "$where/$name"
done
for page in "$@"; do
    result "$(basename "$page")" "$(mandoc -T lint -W warning "$page" 2>&1)"
    lost=$(sed -n 's/^\.Xr \([^ ]*\) \([0-9]\).*/\1.\2/p' "$page" | while read -r seen; do
        case "$known " in *" $seen "*) ;; *) echo "there is no page $seen" ;; esac
    done)
    result "$(basename "$page") sees pages that there are" "$lost"
done
printf '1..%d\n' "$count"
exit "$failed"
