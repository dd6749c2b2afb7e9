/* What every paper needs: the meeting's entries, its motions and its agenda, and a list of blocks.
 */
#include "pages/paper.h"

#include <stdlib.h>

/* ---- styles ---- */

enum template_style paper_style_of(sv name)
{
    int s = 0;
    while (s < STYLE_COUNT && !sv_eq(name, template_style_name((enum template_style)s))) {
        s++;
    }
    return (enum template_style)s;
}

/* ---- the meeting ---- */

err *paper_part(struct page_cx *cx, const struct rec_entry *e, const char *name, sv *ret)
{
    *ret = SV_NONE;
    for (size_t i = 0; i < e->n_parts; i++) {
        struct q_public_words_out row;
        const struct rec_part *p = &e->parts[i];
        bool found;
        if (!sv_is(p->name, name)) {
            continue;
        }
        TRY(q_public_words(
            cx->store, cx->a,
            &(struct q_public_words_in){.hash = {(const char *)p->hash.b, sizeof p->hash.b}},
            &found, &row));
        *ret = found ? row.payload : SV_NONE;
    }
    return NULL;
}

static err *read_words(struct paper_meeting *p)
{
    struct list l = {0};
    for (size_t i = 0; i < p->entries_n; i++) {
        const struct rec_entry *e = &p->entries[i].e;
        if (p->entries[i].kind != KIND_MINUTES_WORDED) {
            continue;
        }
        struct paper_words *w = LIST_ADD(p->cx->a, &l, struct paper_words);
        *w = (struct paper_words){.of = jv_get_int(e->data, "of", -1),
                                  .seq = e->seq,
                                  .after = sv_is(jv_get_sv(e->data, "place"), "after")};
        TRY(paper_part(p->cx, e, "text", &w->words));
    }
    p->words = l.p;
    p->words_n = l.n;
    return NULL;
}

static int by_seq(const void *key, const void *one)
{
    int64_t seq = *(const int64_t *)key, other = ((const struct paper_entry *)one)->e.seq;
    return (seq > other) - (seq < other);
}

/* What was corrected is told as it should have been entered; what was taken back is not told. */
static err *read_corrections(struct paper_meeting *p)
{
    for (size_t i = 0; i < p->entries_n; i++) {
        if (p->entries[i].kind != KIND_ENTRY_CORRECTED) {
            continue;
        }
        struct st_corrected how;
        int64_t of = jv_get_int(p->entries[i].e.data, "of", -1);
        struct paper_entry *one =
            bsearch(&of, p->entries, p->entries_n, sizeof *p->entries, by_seq);
        if (!one || one->corrected || one->void_) {
            continue;
        }
        TRY(st_log_read(p->cx->store, p->cx->a, of, &one->e, &how));
        one->void_ = how.taken_back;
        one->corrected = how.by >= 0 ? how.by : 0;
    }
    return NULL;
}

static err *read_entries(struct paper_meeting *p)
{
    struct q_page_entries_of_out *rows = NULL;
    size_t n = 0;
    TRY(q_page_entries_of(p->cx->store, p->cx->a,
                          &(struct q_page_entries_of_in){.meeting = p->m.id}, &rows, &n));
    p->entries = arena_array(p->cx->a, struct paper_entry, n);
    for (size_t i = 0; i < n; i++) {
        struct paper_entry *one = &p->entries[p->entries_n++];
        TRY(rec_entry_decode(p->cx->a, rows[i].bytes, &one->e));
        one->e.seq = rows[i].seq;
        one->kind = one->e.kind ? (enum rec_kind_id)(one->e.kind - rec_kinds) : REC_KINDS;
    }
    return read_corrections(p);
}

/* Numbers rise with the order in which motions were made; one that was taken back leaves its own
 * unused. */
const motion_row *paper_motion(const struct paper_meeting *p, int64_t n)
{
    size_t low = 0, high = p->motions_n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (p->motions[mid].n < n) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low < p->motions_n && p->motions[low].n == n ? &p->motions[low] : NULL;
}

/* FNV-1a */
static uint32_t hash_of(sv s)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < s.n; i++) {
        h = (h ^ (unsigned char)s.p[i]) * 16777619u;
    }
    return h;
}

static const struct q_page_agenda_out *line_at(const struct paper_meeting *p, size_t place)
{
    const struct q_page_agenda_out *others = p->others.p;
    return place < p->agenda_n ? &p->agenda[place] : &others[place - p->agenda_n];
}

static void place_line(struct paper_meeting *p, size_t place)
{
    size_t at = hash_of(line_at(p, place)->item) & (p->places_n - 1);
    while (p->places[at]) {
        at = (at + 1) & (p->places_n - 1);
    }
    p->places[at] = (uint32_t)place + 1;
}

void paper_places(struct paper_meeting *p)
{
    size_t most = p->agenda_n + p->motions_n;
    for (size_t i = 0; i < p->motions_n; i++) {
        most += p->motions[i].items.n;
    }
    p->places_n = 16;
    while (p->places_n < 2 * most) {
        p->places_n *= 2;
    }
    p->places = arena_array(p->cx->a, uint32_t, p->places_n);
    for (size_t i = 0; i < p->agenda_n; i++) {
        place_line(p, i);
    }
}

int64_t paper_place(const struct paper_meeting *p, sv item)
{
    size_t at = hash_of(item) & (p->places_n - 1);
    for (; p->places[at]; at = (at + 1) & (p->places_n - 1)) {
        if (sv_eq(line_at(p, p->places[at] - 1)->item, item)) {
            return (int64_t)p->places[at] - 1;
        }
    }
    return -1;
}

const struct q_page_agenda_out *paper_line(const struct paper_meeting *p, sv item)
{
    int64_t place = paper_place(p, item);
    return place < 0 ? NULL : line_at(p, (size_t)place);
}

sv paper_label(struct arena *a, const struct q_page_agenda_out *line, sv item)
{
    sv title = line && line->title.n ? line->title : SV("Item");
    return line && line->number.n
               ? sv_fmt(a, "%.*s. %.*s (%.*s)", SV_ARG(line->number), SV_ARG(title), SV_ARG(item))
               : sv_fmt(a, "%.*s. %.*s", SV_ARG(item), SV_ARG(title));
}

const struct q_page_votes_of_meeting_out *paper_votes_on(const struct paper_meeting *p, int64_t n,
                                                         size_t *ret_n)
{
    size_t low = 0, high = p->votes_n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (p->votes[mid].motion < n) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    *ret_n = 0;
    while (low + *ret_n < p->votes_n && p->votes[low + *ret_n].motion == n) {
        (*ret_n)++;
    }
    return p->votes + low;
}

static err *read_other(struct paper_meeting *p, sv item)
{
    struct q_page_item_out row;
    bool found;
    if (!item.n || paper_line(p, item)) {
        return NULL;
    }
    TRY(q_page_item(p->cx->store, p->cx->a,
                    &(struct q_page_item_in){.body = p->m.b.id, .file = item}, &found, &row));
    if (found) {
        *LIST_ADD(p->cx->a, &p->others, struct q_page_agenda_out) =
            (struct q_page_agenda_out){.item = item,
                                       .type = row.type,
                                       .title = row.title,
                                       .outcome = row.outcome,
                                       .decided_meeting = row.decided_meeting};
        place_line(p, p->agenda_n + p->others.n - 1);
    }
    return NULL;
}

/* The items of motions that stand on no agenda of this meeting. */
static err *read_others(struct paper_meeting *p)
{
    for (size_t i = 0; i < p->motions_n; i++) {
        sv rest = sv_trim(p->motions[i].items);
        TRY(read_other(p, p->motions[i].item));
        while (rest.n) {
            TRY(read_other(p, sv_cut(rest, ' ', &rest)));
        }
    }
    return NULL;
}

err *paper_read(struct page_cx *cx, sv body, sv date_n, struct paper_meeting *ret)
{
    struct paper_meeting p = {.cx = cx};
    TRY(page_meeting_read(cx, body, date_n, &p.m));
    if (!p.m.called || p.m.row.reported || !p.m.row.has_opened_seq) {
        return err_make(cx->a, E_NOTFOUND,
                        "Papers of a meeting stand here once it was called to order in this "
                        "record; what sources report of it is on its own page.");
    }
    TRY(read_entries(&p));
    TRY(read_words(&p));
    TRY(page_motions_in(cx, p.m.id, &p.motions, &p.motions_n));
    TRY(page_agenda_read(cx, p.m.id, &p.agenda, &p.agenda_n));
    paper_places(&p);
    TRY(read_others(&p));
    TRY(q_page_votes_of_meeting(cx->store, cx->a,
                                &(struct q_page_votes_of_meeting_in){.meeting = p.m.id}, &p.votes,
                                &p.votes_n));
    *ret = p;
    return NULL;
}

/* ---- blocks ---- */

struct view_paper_block *paper_add(struct paper_blocks *b, const char *kind, sv text)
{
    struct view_paper_block *block = LIST_ADD(b->a, &b->l, struct view_paper_block);
    *block = (struct view_paper_block){.kind = sv_of(kind), .text = text};
    return block;
}

struct view_paper_block *paper_heading(struct paper_blocks *b, int level, sv text, url to)
{
    struct view_paper_block *block = paper_add(b, "heading", text);
    block->has_level = true;
    block->level = level;
    block->to = to;
    return block;
}

void paper_rests(struct paper_blocks *b, struct view_paper_block *block, int64_t seq)
{
    int64_t *grown = arena_array(b->a, int64_t, block->entries_n + 1);
    for (size_t i = 0; i < block->entries_n; i++) {
        if (block->entries[i] == seq) {
            return;
        }
        grown[i] = block->entries[i];
    }
    grown[block->entries_n++] = seq;
    block->entries = grown;
}

struct view_paper paper_begin(const struct paper_meeting *p, const char *kind, sv title)
{
    struct arena *a = p->cx->a;
    const struct q_page_meeting_out *m = &p->m.row;
    struct list lines = {0};
    *LIST_ADD(a, &lines, sv) = page_meeting_name(a, m->type, (date){(int32_t)m->day});
    if (m->place.n) {
        *LIST_ADD(a, &lines, sv) = m->place;
    }
    return (struct view_paper){.format = SV("dais-paper-1"),
                               .kind = sv_of(kind),
                               .body = p->m.b.id,
                               .body_name = p->m.b.row.name,
                               .meeting = p->m.id,
                               .title = title,
                               .lines = lines.p,
                               .lines_n = lines.n};
}

void paper_end(struct view_paper *paper, struct paper_blocks *b)
{
    paper->blocks = b->l.p;
    paper->blocks_n = b->l.n;
}

void paper_pair(struct arena *a, struct view_paper_vote *v)
{
    struct view_paper_name *each = arena_array(a, struct view_paper_name, v->names_n);
    for (size_t i = 0; i < v->names_n; i++) {
        bool has = v->names_n == v->entries_n;
        each[i] = (struct view_paper_name){
            .name = v->names[i], .has_entry = has, .entry = has ? v->entries[i] : 0};
    }
    v->each = each;
    v->each_n = v->names_n;
}

void paper_votes(struct paper_blocks *out, const struct body_view *b,
                 const struct paper_ballot *ballots, size_t n)
{
    static const char *const choices[] = {"yes", "no", "abstain", "recused", "absent"};
    struct list rows = {0};
    for (size_t c = 0; c < sizeof choices / sizeof *choices; c++) {
        struct list names = {0}, seqs = {0};
        struct view_paper_vote v = {.choice = sv_of(choices[c])};
        sv mark;
        for (size_t i = 0; i < n; i++) {
            if (!sv_is(ballots[i].choice, choices[c])) {
                continue;
            }
            *LIST_ADD(out->a, &names, sv) = page_name(b, ballots[i].member);
            if (ballots[i].seq >= 0) {
                *LIST_ADD(out->a, &seqs, int64_t) = ballots[i].seq;
            }
        }
        if (names.n) {
            page_choice(v.choice, &mark, &v.word);
            v.names = names.p;
            v.names_n = names.n;
            v.entries = seqs.p;
            v.entries_n = seqs.n;
            paper_pair(out->a, &v);
            *LIST_ADD(out->a, &rows, struct view_paper_vote) = v;
        }
    }
    if (rows.n) {
        struct view_paper_block *block = paper_add(out, "votes", SV_NONE);
        block->votes = rows.p;
        block->votes_n = rows.n;
    }
}
