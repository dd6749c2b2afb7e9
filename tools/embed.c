/* embed: files as constants of the program.
 *   embed OUT.c OUT.h NAME=FILE ...
 * writes, for each file, `const sv NAME` with its bytes (and a NUL behind them, not counted). */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool name_good(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool letter = (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z') || s[i] == '_';
        bool digit = s[i] >= '0' && s[i] <= '9';
        if (!letter && !(digit && i > 0)) {
            return false;
        }
    }
    return n > 0;
}

static FILE *open_or_end(const char *path, const char *mode)
{
    FILE *f = fopen(path, mode);
    if (!f) {
        fprintf(stderr, "embed: %s cannot be opened.\n", path);
        exit(1);
    }
    return f;
}

/* Write the bytes of in as an array; returns how many there were. */
static size_t write_bytes(FILE *in, FILE *out)
{
    size_t n = 0;
    for (int c = fgetc(in); c != EOF; c = fgetc(in)) {
        fprintf(out, "%s%d,", n % 24 == 0 ? "\n    " : " ", c);
        n++;
    }
    return n;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "embed: say embed OUT.c OUT.h NAME=FILE ...\n");
        return 2;
    }
    FILE *c = open_or_end(argv[1], "wb"), *h = open_or_end(argv[2], "wb");
    fprintf(c, "#include \"base/sv.h\"\n\n");
    fprintf(h, "#pragma once\n#include \"base/sv.h\"\n\n");
    for (int i = 3; i < argc; i++) {
        const char *eq = strchr(argv[i], '=');
        size_t n = eq ? (size_t)(eq - argv[i]) : 0;
        if (!eq || !name_good(argv[i], n)) {
            fprintf(stderr, "embed: %s is not NAME=FILE.\n", argv[i]);
            return 2;
        }
        FILE *in = open_or_end(eq + 1, "rb");
        fprintf(c, "static const unsigned char bytes_%d[] = {", i);
        size_t size = write_bytes(in, c);
        if (ferror(in)) {
            fprintf(stderr, "embed: %s cannot be read.\n", eq + 1);
            return 1;
        }
        fclose(in);
        fprintf(c,
                "%s0};\nextern const sv %.*s;\nconst sv %.*s = {(const char *)bytes_%d, %zu};\n\n",
                size ? " " : "", (int)n, argv[i], (int)n, argv[i], i, size);
        fprintf(h, "extern const sv %.*s;\n", (int)n, argv[i]);
    }
    if (fclose(c) != 0 || fclose(h) != 0) {
        fprintf(stderr, "embed: the output cannot be written.\n");
        return 1;
    }
    return 0;
}
