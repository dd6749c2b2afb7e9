/* The check of a paper that is to be kept. */
#include "record/paper.h"

#include "base/json.h"

static err *wrong(struct arena *a, const char *what)
{
    return err_field(a, SV("texts.minutes"),
                     "these are no minutes as docs/format/paper.md has "
                     "them: %s",
                     what);
}

static bool texts(const struct jv *list)
{
    jv_each(one, list)
    {
        if (one->type != JV_STRING) {
            return false;
        }
    }
    return !list || list->type == JV_ARRAY;
}

static bool entries(const struct jv *list)
{
    jv_each(one, list)
    {
        if (one->type != JV_INT || one->number < 0) {
            return false;
        }
    }
    return !list || list->type == JV_ARRAY;
}

static bool votes(const struct jv *list)
{
    jv_each(one, list)
    {
        if (one->type != JV_OBJECT || !jv_get_sv(one, "word").n || !texts(jv_get(one, "names")) ||
            !entries(jv_get(one, "entries"))) {
            return false;
        }
    }
    return !list || list->type == JV_ARRAY;
}

/* A member that is there is a text. */
static bool text_or_none(const struct jv *v)
{
    return !v || v->type == JV_STRING;
}

static err *block_check(struct arena *a, const struct jv *block)
{
    const struct jv *level = jv_get(block, "level");
    if (block->type != JV_OBJECT || !jv_get_sv(block, "kind").n) {
        return wrong(a, "each of blocks is an object with a kind");
    }
    if (!text_or_none(jv_get(block, "text")) || !text_or_none(jv_get(block, "at")) ||
        !text_or_none(jv_get(block, "mark")) || !text_or_none(jv_get(block, "mark_words"))) {
        return wrong(a, "text, at, mark and mark_words of a block are texts");
    }
    if (level && (level->type != JV_INT || level->number < 1 || level->number > 6)) {
        return wrong(a, "the level of a heading is a number from 1 to 6");
    }
    if (!texts(jv_get(block, "lines")) || !entries(jv_get(block, "entries"))) {
        return wrong(a, "lines of a block are texts, its entries numbers");
    }
    return votes(jv_get(block, "votes")) ? NULL
                                         : wrong(a, "votes of a block have a word and names");
}

err *rec_paper_check(struct arena *a, sv json, sv meeting, sv style)
{
    struct jv *v = NULL;
    err *e = jv_parse(a, json, &v);
    if (e) {
        return err_about(a, e, SV("texts.minutes"));
    }
    if (v->type != JV_OBJECT || !sv_is(jv_get_sv(v, "format"), REC_PAPER_FORMAT)) {
        return wrong(a, "format is " REC_PAPER_FORMAT);
    }
    if (!sv_is(jv_get_sv(v, "kind"), "minutes")) {
        return wrong(a, "kind is minutes");
    }
    if (!sv_eq(jv_get_sv(v, "meeting"), meeting)) {
        return wrong(a, "meeting is the one whose minutes are filed");
    }
    if (!sv_eq(jv_get_sv(v, "style"), style)) {
        return wrong(a, "style is the one under which they are filed");
    }
    if (!jv_get_sv(v, "title").n || !jv_get_sv(v, "body_name").n) {
        return wrong(a, "title and body_name are texts");
    }
    const struct jv *lines = jv_get(v, "lines"), *blocks = jv_get(v, "blocks");
    if (!texts(lines)) {
        return wrong(a, "lines is a list of texts");
    }
    if (!blocks || blocks->type != JV_ARRAY || !blocks->first) {
        return wrong(a, "blocks is a list that is not empty");
    }
    jv_each(block, blocks)
    {
        TRY(block_check(a, block));
    }
    return NULL;
}
