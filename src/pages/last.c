/* One sentence that says which act an entry is, as the clerk reads it back after entering it. */
#include "pages/form.h"
#include "pages/hall.h"

#include "base/json.h"
#include "record/entry.h"
#include "record/kinds.h"

static sv choice_word(const struct rec_entry *e)
{
    sv mark, word;
    page_choice(jv_get_sv(e->data, "choice"), &mark, &word);
    return word;
}

static sv any_act(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e)
{
    sv hall = page_hall_words(cx, b, e);
    hall = hall.n ? hall : page_agenda_words(cx, b, e);
    hall = hall.n ? hall : page_instrument_words(cx, b, e);
    return hall.n    ? hall
           : e->kind ? page_capital(cx->a, sv_of(e->kind->help))
                     : SV("An act of another version");
}

static sv of_motion(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e,
                    sv member)
{
    struct arena *a = cx->a;
    long long n = (long long)jv_get_int(e->about, "motion", 0);
    sv who = page_name(b, member.n ? member : jv_get_sv(e->data, "seconder"));
    if (e->kind == &rec_kinds[KIND_MOTION_SECONDED]) {
        return sv_fmt(a, "%.*s seconds motion %lld", SV_ARG(who), n);
    }
    if (e->kind == &rec_kinds[KIND_MOTION_STATED]) {
        return sv_fmt(a, "The chair states motion %lld", n);
    }
    if (e->kind == &rec_kinds[KIND_MOTION_WITHDRAWN]) {
        return sv_fmt(a, "Motion %lld is withdrawn", n);
    }
    if (e->kind == &rec_kinds[KIND_VOTE_OPENED]) {
        sv method = jv_get_sv(e->data, "method");
        return sv_fmt(a, "The question on motion %lld is put%s", n,
                      sv_is(method, "roll-call") ? ", by roll call"
                      : sv_is(method, "voice")   ? ", by voice"
                      : sv_is(method, "rising")  ? ", by rising"
                                                 : "; the chair asks for objections");
    }
    if (e->kind == &rec_kinds[KIND_VOTE_CAST]) {
        return sv_fmt(a, "%.*s votes %.*s", SV_ARG(who), SV_ARG(choice_word(e)));
    }
    if (e->kind == &rec_kinds[KIND_VOTE_CHANGED]) {
        return sv_fmt(a, "%.*s changes to %.*s", SV_ARG(who), SV_ARG(choice_word(e)));
    }
    if (e->kind == &rec_kinds[KIND_VOTE_ANNOUNCED]) {
        sv outcome = jv_get_sv(e->data, "outcome");
        return sv_fmt(a, "The chair announces the result on motion %lld%s%.*s", n,
                      outcome.n ? ": " : "", SV_ARG(outcome));
    }
    return any_act(cx, b, e);
}

/* "Here: Ada Quill and Ben Rowe. Has left: Cora Stein" */
static sv who_is_here(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e)
{
    static const char *const lists[][2] = {{"present", "Here"},
                                           {"remote", "From elsewhere"},
                                           {"left", "Has left"},
                                           {"absent", "Absent"}};
    sv said = SV_NONE;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const struct jv *ids = jv_get(e->data, lists[i][0]);
        size_t n = 0;
        sv *names = arena_array(cx->a, sv, jv_count(ids));
        jv_each(id, ids)
        {
            names[n++] = page_name(b, id->text);
        }
        if (n) {
            said = sv_fmt(cx->a, "%.*s%s%s: %.*s", SV_ARG(said), said.n ? ". " : "", lists[i][1],
                          SV_ARG(page_and(cx->a, names, n)));
        }
    }
    return said;
}

/* "Ben Rowe moves to adopt the resolution", with what the motion says. */
static sv moves(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e, sv item)
{
    struct q_page_item_out row = {0};
    bool found = false;
    date to;
    motion_row m = {.type = jv_get_sv(e->data, "type"),
                    .action = jv_get_sv(e->data, "action"),
                    .form = jv_get_sv(e->data, "form"),
                    .committee = jv_get_sv(e->data, "committee"),
                    .has_to_day = date_parse(jv_get_sv(e->data, "to"), &to),
                    .has_target = jv_get(e->data, "target") != NULL,
                    .target = jv_get_int(e->data, "target", 0),
                    .has_minutes = jv_get(e->data, "minutes") != NULL,
                    .minutes = jv_get_int(e->data, "minutes", 0),
                    .has_reading = jv_get(e->data, "reading") != NULL,
                    .reading = jv_get_int(e->data, "reading", 0)};
    m.to_day = m.has_to_day ? to.days : 0;
    err *bad =
        item.n ? q_page_item(cx->store, cx->a,
                             &(struct q_page_item_in){.body = e->body, .file = item}, &found, &row)
               : NULL;
    return sv_fmt(cx->a, "%.*s moves to %.*s", SV_ARG(page_name(b, jv_get_sv(e->data, "mover"))),
                  SV_ARG(page_row_words(cx->a, &m, !bad && found ? row.type : SV_NONE)));
}

/* What happens in the hearing on an item; empty for other kinds. */
static sv of_hearing(struct arena *a, const struct rec_entry *e, sv item)
{
    if (e->kind == &rec_kinds[KIND_HEARING_OPENED]) {
        return sv_fmt(a, "The hearing on item %.*s begins", SV_ARG(item));
    }
    if (e->kind == &rec_kinds[KIND_HEARING_CLOSED]) {
        return sv_fmt(a, "The hearing on item %.*s ends", SV_ARG(item));
    }
    return e->kind == &rec_kinds[KIND_HEARING_HEARD]
               ? sv_fmt(a, "Somebody is heard on item %.*s: %.*s%s", SV_ARG(item),
                        SV_ARG(jv_get_sv(e->data, "party")),
                        jv_get_bool(e->data, "sworn") ? ", under oath" : "")
               : SV_NONE;
}

sv page_act_words(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e)
{
    sv item = jv_get_sv(e->about, "item"), member = jv_get_sv(e->data, "member"), s;
    if (!e->kind) {
        s = any_act(cx, b, e);
    } else if (e->kind == &rec_kinds[KIND_ITEM_OPENED]) {
        s = sv_fmt(cx->a, "Item %.*s is taken up", SV_ARG(item));
    } else if (e->kind == &rec_kinds[KIND_ITEM_CLOSED]) {
        s = sv_fmt(cx->a, "The body leaves item %.*s", SV_ARG(item));
    } else if (e->kind == &rec_kinds[KIND_MOTION_MOVED]) {
        s = moves(cx, b, e, item);
    } else if (e->kind == &rec_kinds[KIND_ATTENDANCE_NOTED]) {
        s = who_is_here(cx, b, e);
    } else if (e->kind == &rec_kinds[KIND_ENTRY_CORRECTED]) {
        s = sv_fmt(cx->a, "Entry %lld is %s", (long long)jv_get_int(e->data, "of", 0),
                   jv_get_bool(e->data, "void") ? "taken back" : "corrected");
    } else if (e->kind == &rec_kinds[KIND_DESK_TAKEN]) {
        s = sv_fmt(cx->a, "%.*s keeps the record from now on", SV_ARG(e->account));
    } else if (e->kind == &rec_kinds[KIND_RECUSAL_STATED]) {
        s = sv_fmt(cx->a, "%.*s states an interest and does not vote",
                   SV_ARG(page_name(b, member)));
    } else if (e->kind == &rec_kinds[KIND_REASON_GIVEN]) {
        s = sv_fmt(cx->a, "%.*s gives a reason", SV_ARG(page_name(b, member)));
    } else {
        s = of_hearing(cx->a, e, item);
        s = s.n ? s : of_motion(cx, b, e, member);
    }
    return page_stop(cx->a, s);
}
