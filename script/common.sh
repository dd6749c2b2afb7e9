# Sourced by the other scripts: install what is missing, and only that, from the packages of Debian.
# need "probe argument package" ...: probes are cmd (a command), pc (a pkg-config module), pkg (a package).

say() { printf '%s\n' "$*" >&2; }

missing_packages() {
    local probe argument package
    while read -r probe argument package; do
        case "$probe" in
        cmd) command -v "$argument" >/dev/null || echo "$package" ;;
        pc) pkg-config --exists "$argument" 2>/dev/null || echo "$package" ;;
        pkg) [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package" ;;
        esac
    done
}

need() {
    local missing
    missing=$(printf '%s\n' "$@" | missing_packages | sort -u | tr '\n' ' ')
    [ -n "${missing// /}" ] || return 0
    if ! command -v apt-get >/dev/null; then
        say "Please install these first (the names are Debian's): $missing"
        return 1
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "Please install these as root first: apt-get install $missing"
            return 1
        fi
        as_root=(sudo)
    fi
    say "Installing: $missing"
    # The lists may be old; if they cannot be refreshed, what is known may still do.
    "${as_root[@]}" apt-get update -q >&2 || say "The package lists could not be refreshed."
    # shellcheck disable=SC2086
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >&2
}
