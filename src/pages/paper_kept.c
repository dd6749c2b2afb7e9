/* Minutes as they were filed, and what became of them: filed, approved, superseded. */
#include "pages/paper.h"

/* ---- from the kept bytes ---- */

static void read_texts(struct arena *a, const struct jv *list, const sv **ret, size_t *ret_n)
{
    sv *texts = arena_array(a, sv, jv_count(list));
    jv_each(one, list)
    {
        texts[(*ret_n)++] = one->text;
    }
    *ret = texts;
}

static void read_entries(struct arena *a, const struct jv *list, const int64_t **ret, size_t *ret_n)
{
    int64_t *entries = arena_array(a, int64_t, jv_count(list));
    jv_each(one, list)
    {
        entries[(*ret_n)++] = one->number;
    }
    *ret = entries;
}

static void read_votes(struct arena *a, const struct jv *list, struct view_paper_block *block)
{
    struct view_paper_vote *votes = arena_array(a, struct view_paper_vote, jv_count(list));
    jv_each(one, list)
    {
        struct view_paper_vote *v = &votes[block->votes_n++];
        v->choice = jv_get_sv(one, "choice");
        v->word = jv_get_sv(one, "word");
        read_texts(a, jv_get(one, "names"), &v->names, &v->names_n);
        read_entries(a, jv_get(one, "entries"), &v->entries, &v->entries_n);
        paper_pair(a, v);
    }
    block->votes = votes;
}

err *paper_of_json(struct arena *a, sv json, struct view_paper *ret)
{
    struct jv *v = NULL;
    TRY(jv_parse(a, json, &v));
    *ret = (struct view_paper){.format = jv_get_sv(v, "format"),
                               .kind = jv_get_sv(v, "kind"),
                               .body = jv_get_sv(v, "body"),
                               .body_name = jv_get_sv(v, "body_name"),
                               .meeting = jv_get_sv(v, "meeting"),
                               .style = jv_get_sv(v, "style"),
                               .title = jv_get_sv(v, "title")};
    read_texts(a, jv_get(v, "lines"), &ret->lines, &ret->lines_n);
    const struct jv *list = jv_get(v, "blocks");
    struct view_paper_block *blocks = arena_array(a, struct view_paper_block, jv_count(list));
    jv_each(one, list)
    {
        struct view_paper_block *block = &blocks[ret->blocks_n++];
        *block = (struct view_paper_block){.kind = jv_get_sv(one, "kind"),
                                           .has_level = jv_get(one, "level") != NULL,
                                           .level = jv_get_int(one, "level", 0),
                                           .at = jv_get_sv(one, "at"),
                                           .text = jv_get_sv(one, "text"),
                                           .mark = jv_get_sv(one, "mark"),
                                           .mark_words = jv_get_sv(one, "mark_words")};
        read_texts(a, jv_get(one, "lines"), &block->lines, &block->lines_n);
        read_votes(a, jv_get(one, "votes"), block);
        read_entries(a, jv_get(one, "entries"), &block->entries, &block->entries_n);
    }
    ret->blocks = blocks;
    return NULL;
}

err *paper_to_json(struct arena *a, const struct view_paper *paper, sv *ret)
{
    SCOPED(out_close) struct out o = out_open(SV("en"), NULL);
    view_paper_json(&o, paper);
    return out_done(a, &o, ret);
}

/* ---- how the versions stand ---- */

/* The newest version that stood when the approving vote was announced; as amended, the first one
 * that was filed after it, where one was. */
static int64_t approved_version(const struct paper_versions *v)
{
    int64_t before = 0, after = 0;
    for (size_t i = 0; i < v->rows_n; i++) {
        bool stood = v->rows[i].seq < v->approval->decided_seq;
        before = stood ? v->rows[i].version : before;
        after = !stood && !after ? v->rows[i].version : after;
    }
    return v->amended && after ? after : before;
}

static sv vote_words(struct arena *a, const struct q_page_minutes_items_out *i)
{
    return sv_is(i->method, "consent") ? SV(" by unanimous consent")
           : i->has_yes && i->has_no
               ? sv_fmt(a, " by a vote of %lld to %lld", (long long)i->yes, (long long)i->no)
           : sv_is(i->method, "voice")  ? SV(" by voice vote")
           : sv_is(i->method, "rising") ? SV(" by a rising vote")
                                        : SV("");
}

sv paper_approval_words(struct page_cx *cx, const struct body_view *b,
                        const struct paper_versions *v)
{
    const struct q_page_minutes_items_out *i = v->approval;
    struct arena *a = cx->a;
    sv s = sv_fmt(a, "Approved%s on %.*s%.*s%s", v->amended ? " as amended" : "",
                  SV_ARG(page_day_words(a, page_meeting_day(i->decided_meeting))),
                  SV_ARG(vote_words(a, i)),
                  sv_is(i->type, "consent-agenda") ? ", with the consent agenda" : "");
    if (i->has_veto_until && cx->now.us <= i->veto_until.us) {
        s = sv_fmt(a, "%.*s; not final before %.*s", SV_ARG(s),
                   SV_ARG(page_moment_words(a, b->zone, i->veto_until)));
    }
    return page_stop(a, s);
}

err *paper_versions_read(struct page_cx *cx, const struct meeting_view *m,
                         struct paper_versions *ret)
{
    struct paper_versions v = {0};
    TRY(q_page_minutes_versions(cx->store, cx->a,
                                &(struct q_page_minutes_versions_in){.meeting = m->id}, &v.rows,
                                &v.rows_n));
    TRY(q_page_minutes_items(cx->store, cx->a, &(struct q_page_minutes_items_in){.meeting = m->id},
                             &v.items, &v.items_n));
    for (size_t i = 0; i < v.items_n; i++) {
        page_reads(cx, "item:%.*s/%.*s", SV_ARG(m->b.id), SV_ARG(v.items[i].file));
        if (sv_is(v.items[i].outcome, "adopted") && v.items[i].decided_meeting.n &&
            v.items[i].has_decided_seq) {
            v.approval = &v.items[i];
        }
    }
    if (v.approval) {
        v.amended = v.approval->amended > 0;
        v.approved = approved_version(&v);
        if (v.approval->has_veto_until) {
            page_turns(cx, (instant){v.approval->veto_until.us + 1});
        }
    }
    *ret = v;
    return NULL;
}

sv paper_version_status(const struct paper_versions *v, int64_t version)
{
    bool newest = v->rows_n && v->rows[v->rows_n - 1].version == version;
    if (v->approval && version == v->approved) {
        return v->amended ? SV("approved-as-amended") : SV("approved");
    }
    return newest ? SV("filed") : SV("superseded");
}

static sv version_sentence(struct page_cx *cx, const struct body_view *b,
                           const struct paper_versions *v,
                           const struct q_page_minutes_versions_out *row)
{
    sv status = paper_version_status(v, row->version);
    sv filed =
        sv_fmt(cx->a, "filed on %.*s", SV_ARG(page_moment_words(cx->a, b->zone, row->filed)));
    if (sv_starts(status, SV("approved"))) {
        return sv_fmt(cx->a, "%.*s %.*s", SV_ARG(page_capital(cx->a, page_stop(cx->a, filed))),
                      SV_ARG(paper_approval_words(cx, b, v)));
    }
    return page_stop(
        cx->a, sv_fmt(cx->a, "%.*s, %s", SV_ARG(page_capital(cx->a, filed)),
                      sv_is(status, "filed") ? "not approved" : "followed by a later version"));
}

void paper_version_list(struct page_cx *cx, const struct meeting_view *m,
                        const struct paper_versions *v, const struct view_paper_version **ret,
                        size_t *ret_n)
{
    struct view_paper_version *list = arena_array(cx->a, struct view_paper_version, v->rows_n);
    for (size_t i = 0; i < v->rows_n; i++) {
        const struct q_page_minutes_versions_out *row = &v->rows[v->rows_n - 1 - i];
        list[i] = (struct view_paper_version){
            .version = row->version,
            .style = row->style,
            .status = paper_version_status(v, row->version),
            .sentence = version_sentence(cx, &m->b, v, row),
            .remark = row->remark,
            .entry = row->seq,
            .href = url_path(cx->a, "/meetings/{/}/minutes/{}", m->id,
                             sv_fmt(cx->a, "%lld", (long long)row->version))};
    }
    *ret = list;
    *ret_n = v->rows_n;
}
