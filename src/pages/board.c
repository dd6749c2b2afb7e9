/* The board for the wall: the motion, the votes by seat, the result with its rule, who speaks. */
#include "pages/moment.h"

/* What is shown when no motion is pending: the decision, until the meeting goes on to another item.
 */
static const motion_row *shown_result(const struct moment *n)
{
    bool on = sv_is(n->m.row.status, "open");
    bool its = n->last && (!n->has_open || sv_eq(n->open.item, n->last_item)) && !n->top && on;
    return its ? n->last : NULL;
}

static err *seats(struct page_cx *cx, const struct moment *n, const motion_row *m,
                  struct view_board_region *ret)
{
    const struct view_ballot *b = NULL;
    size_t count = 0;
    int64_t yes = 0, no = 0, waits = 0;
    TRY(page_seats(cx, n, m, &b, &count));
    struct view_board_seat *v = arena_array(cx->a, struct view_board_seat, count);
    for (size_t i = 0; i < count; i++) {
        v[i] = (struct view_board_seat){.member = b[i].member,
                                        .name = b[i].name,
                                        .seat = b[i].seat,
                                        .state = b[i].choice,
                                        .mark = b[i].mark,
                                        .word = b[i].word};
        yes += sv_is(b[i].choice, "yes");
        no += sv_is(b[i].choice, "no");
        waits += sv_is(b[i].choice, "waiting");
    }
    ret->seats = v;
    ret->seats_n = count;
    if (ret->voting) {
        ret->tally = sv_fmt(cx->a, "Yes %lld · No %lld · %lld to vote", (long long)yes,
                            (long long)no, (long long)waits);
    }
    return NULL;
}

static err *region(struct page_cx *cx, const struct moment *n, struct view_board_region *ret)
{
    struct arena *a = cx->a;
    const motion_row *decided = shown_result(n), *m = n->top ? n->top : decided;
    bool on = sv_is(n->m.row.status, "open");
    struct view_board_region r = {.meeting = n->m.id,
                                  .seq = n->seq,
                                  .status = n->m.row.status,
                                  .speaker = n->speaking.speaker,
                                  .speaker_n = n->speaking.speaker ? 1 : 0,
                                  .queue = (int64_t)n->speaking.waiting_n};
    sv item = m ? m->item : n->has_open ? n->open.item : SV_NONE;
    bool its = n->has_open && sv_eq(item, n->open.item);
    if (on && item.n) {
        r.over = its ? sv_fmt(a, "Item %.*s: %.*s", SV_ARG(item), SV_ARG(n->open.title))
                     : sv_fmt(a, "Item %.*s", SV_ARG(item));
    }
    r.sentence = on && m
                     ? page_capital(a, page_row_words(a, m, decided ? n->last_type : n->item_type))
                     : page_now_sentence(cx, n);
    r.stage = on && n->top ? page_stage_words(n) : SV_NONE;
    r.voting = on && page_votes_fall(n);
    if (on && decided) {
        r.outcome = decided->state;
        r.result = page_result_of(a, decided);
        r.result_rule = page_rule_sentence(a, decided);
    }
    TRY(seats(cx, n, r.voting || (on && decided) ? m : NULL, &r));
    *ret = r;
    return NULL;
}

err *page_board_region(struct page_cx *cx, sv body, sv date_n, struct view_board_region *ret)
{
    struct moment n;
    TRY(page_moment_read(cx, body, date_n, &n));
    return region(cx, &n, ret);
}

err *page_board(struct page_cx *cx, sv body, sv date_n, struct view_board_page *ret)
{
    struct moment n;
    struct view_board_page p = {.lang = cx->language, .now = cx->now.us / 1000};
    TRY(page_moment_read(cx, body, date_n, &n));
    TRY(region(cx, &n, &p.region));
    p.name = sv_fmt(cx->a, "%.*s, %.*s", SV_ARG(n.m.b.row.name),
                    SV_ARG(page_meeting_name(cx->a, n.m.row.type, (date){(int32_t)n.m.row.day})));
    p.stream = url_path(cx->a, "/meetings/{}/{}/board/events", body, date_n);
    *ret = p;
    return NULL;
}
