/* Signed notes, checkpoints and keys: whatever is opened states what was signed. */
#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "base/must.h"
#include "record/note.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The keys of docs/format/vectors/checkpoint.json, so that its notes are good seeds. */
static const char LOG[] =
    "record.example/rehearsal+737c43f4+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk";
static const char WITNESS[] =
    "witness.example/library+6bdfddba+BNop6VsC4A/6FWRXdfsdK6IioZQzle6ga5TiwFe3vmnQ";

static void check_key(struct arena *a, sv text)
{
    struct rec_verifier v;
    if (!rec_verifier_parse(a, text, &v)) {
        must(sv_eq(rec_verifier_format(a, &v), text));
    }
}

static void check_checkpoint(struct arena *a, sv text)
{
    struct rec_checkpoint c;
    if (!rec_checkpoint_parse(a, text, &c)) {
        must(sv_eq(rec_checkpoint_format(a, &c), text));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED(arena_scope) struct arena *a = arena_open(1 << 16);
    sv text = {(const char *)data, size};
    struct rec_verifier keys[2];
    struct rec_note note;
    must(!rec_verifier_parse(a, sv_of(LOG), &keys[0]));
    must(!rec_verifier_parse(a, sv_of(WITNESS), &keys[1]));
    check_key(a, text);
    check_checkpoint(a, text);
    if (rec_note_open(a, text, keys, 2, &note)) {
        return 0;
    }
    must(note.n > 0 && note.n <= LIMIT_NOTE_SIGNATURES && sv_starts(text, note.text));
    size_t verified = 0;
    for (size_t i = 0; i < note.n; i++) {
        must(sv_ends(note.signatures[i].line, SV("\n")));
        verified += note.signatures[i].by != NULL;
    }
    must(verified >= 1 && verified <= 2);
    check_checkpoint(a, note.text);
    return 0;
}
