/* Writes the sample paper as a document of Word: docx-sample FILE */
#include <stdio.h>

#include "paper/docx.h"
#include "sample.h"

int main(int argc, char **argv)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    const struct docx_about about = {.site = SV("https://dais.example.org"),
                                     .status = SV("Draft & not approved.")};
    sv bytes;
    err *e = docx_write(a, &sample_paper, &about, &bytes);
    FILE *f = argc == 2 && !e ? fopen(argv[1], "wb") : NULL;
    if (!f) {
        sv why = e ? e->message : SV("it cannot be written");
        fprintf(stderr, "docx-sample FILE: %.*s\n", SV_ARG(why));
        return 1;
    }
    bool written = fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
    return fclose(f) == 0 && written ? 0 : 1;
}
