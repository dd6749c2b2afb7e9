/* How minutes speak of motions and of what became of them: plainly, in the past tense, of no side.
 */
#include "pages/paper.h"

sv paper_who(struct arena *a, const struct body_view *b, sv member)
{
    const struct q_page_officials_out *o = page_official(b, member);
    return o && o->title.n && !sv_starts(o->name, o->title)
               ? sv_fmt(a, "%.*s %.*s", SV_ARG(o->title), SV_ARG(o->name))
               : page_name(b, member);
}

sv paper_item_word(sv type)
{
    return sv_is(type, "resolution")  ? SV("resolution")
           : sv_is(type, "ordinance") ? SV("ordinance")
           : sv_is(type, "minutes")   ? SV("minutes")
                                      : SV("item");
}

static sv item_word(const struct paper_meeting *p, const motion_row *m)
{
    const struct q_page_agenda_out *line = m->item.n ? paper_line(p, m->item) : NULL;
    return paper_item_word(line ? line->type : SV_NONE);
}

/* "amend the resolution by replacing words", "amend the amendment by adding words". */
static sv amend_words(struct paper_meeting *p, const motion_row *m)
{
    static const char *const hows[][2] = {{"insert", " by inserting words"},
                                          {"add", " by adding words"},
                                          {"strike", " by striking words"},
                                          {"replace", " by replacing words"},
                                          {"substitute", " by a substitute"}};
    const motion_row *target = m->has_target ? paper_motion(p, m->target) : NULL;
    sv what = !target || sv_is(target->type, "main") ? item_word(p, m)
              : sv_is(target->type, "amend")         ? SV("amendment")
                                                     : SV("motion");
    sv how = SV_NONE;
    for (size_t i = 0; i < sizeof hows / sizeof *hows; i++) {
        how = sv_is(m->form, hows[i][0]) ? sv_of(hows[i][1]) : how;
    }
    return sv_is(m->form, "blank")
               ? SV("fill the blank")
               : sv_fmt(p->cx->a, "amend the %.*s%.*s", SV_ARG(what), SV_ARG(how));
}

/* "first reading" */
static sv reading_words(struct arena *a, int64_t n)
{
    static const char *const ordinals[] = {"first", "second", "third", "fourth"};
    return n >= 1 && n <= 4 ? sv_fmt(a, "%s reading", ordinals[n - 1])
                            : sv_fmt(a, "reading %lld", (long long)n);
}

static sv main_words(struct paper_meeting *p, const motion_row *m)
{
    struct arena *a = p->cx->a;
    sv item = item_word(p, m);
    sv what = sv_is(m->action, "deny")     ? sv_fmt(a, "deny the %.*s", SV_ARG(item))
              : sv_is(m->action, "accept") ? sv_fmt(a, "accept the %.*s", SV_ARG(item))
              : sv_is(m->action, "direct") ? SV("give a direction to staff")
              : sv_is(item, "minutes")     ? SV("approve the minutes")
              : m->item.n                  ? sv_fmt(a, "adopt the %.*s", SV_ARG(item))
                                           : SV("adopt the motion as stated");
    return m->has_reading
               ? sv_fmt(a, "%.*s on %.*s", SV_ARG(what), SV_ARG(reading_words(a, m->reading)))
               : what;
}

/* What a motion that brings another back, or is applied to it, is about. */
static sv of_target(struct paper_meeting *p, const motion_row *m, const char *verb)
{
    const motion_row *target = m->has_target ? paper_motion(p, m->target) : NULL;
    return target && target != m && target->n < m->n
               ? sv_fmt(p->cx->a, "%s %.*s", verb, SV_ARG(paper_noun(p, target)))
               : sv_fmt(p->cx->a, "%s the question", verb);
}

static sv with_minutes(struct paper_meeting *p, const motion_row *m, const char *said,
                       const char *joint)
{
    return m->has_minutes ? sv_fmt(p->cx->a, "%s%s%lld minutes", said, joint, (long long)m->minutes)
                          : sv_of(said);
}

static sv method_words(sv method)
{
    return sv_is(method, "roll-call") ? SV("take the vote by roll call")
           : sv_is(method, "voice")   ? SV("take the vote by voice")
           : sv_is(method, "rising")  ? SV("take the vote by rising")
                                      : SV("set the way of voting");
}

/* What the mover asked for, to follow "moved to". */
static sv asked_words(struct paper_meeting *p, const motion_row *m)
{
    struct arena *a = p->cx->a;
    static const struct {
        const char *type, *words;
    } plain[] = {{"fix-time", "fix the time to which to adjourn"},
                 {"adjourn", "adjourn"},
                 {"consider-by-paragraph", "consider it by paragraph"},
                 {"consent-agenda", "adopt the consent agenda"},
                 {"division-of-question", "divide the question"},
                 {"suspend-rules", "suspend the rules"}};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (sv_is(m->type, plain[i].type)) {
            return sv_of(plain[i].words);
        }
    }
    sv item = item_word(p, m);
    if (sv_is(m->type, "main")) {
        return main_words(p, m);
    }
    if (sv_is(m->type, "amend")) {
        return amend_words(p, m);
    }
    if (sv_is(m->type, "postpone-definite")) {
        return m->has_to_day ? sv_fmt(a, "defer the %.*s to %.*s", SV_ARG(item),
                                      SV_ARG(page_day_words(a, (date){(int32_t)m->to_day})))
                             : sv_fmt(a, "defer the %.*s", SV_ARG(item));
    }
    if (sv_is(m->type, "refer")) {
        return m->committee.n
                   ? sv_fmt(a, "refer the %.*s to %.*s", SV_ARG(item), SV_ARG(m->committee))
                   : sv_fmt(a, "refer the %.*s", SV_ARG(item));
    }
    if (sv_is(m->type, "recess")) {
        return with_minutes(p, m, "recess", " for ");
    }
    if (sv_is(m->type, "limit-debate")) {
        return with_minutes(p, m, "limit debate", " to ");
    }
    if (sv_is(m->type, "lay-on-the-table")) {
        return sv_fmt(a, "lay the %.*s on the table", SV_ARG(item));
    }
    if (sv_is(m->type, "postpone-indefinitely")) {
        return sv_fmt(a, "postpone the %.*s indefinitely", SV_ARG(item));
    }
    if (sv_is(m->type, "method-of-voting")) {
        return method_words(m->by_method);
    }
    if (sv_is(m->type, "override-veto")) {
        return sv_fmt(a, "override the veto of the %.*s", SV_ARG(item));
    }
    if (sv_is(m->type, "take-from-the-table")) {
        return sv_fmt(a, "take the %.*s from the table", SV_ARG(item));
    }
    if (sv_is(m->type, "reconsider")) {
        return of_target(p, m, "reconsider");
    }
    if (sv_is(m->type, "rescind")) {
        return m->has_target ? of_target(p, m, "rescind") : SV("rescind what was adopted before");
    }
    if (sv_is(m->type, "discharge")) {
        return sv_fmt(a, "discharge the committee from the %.*s", SV_ARG(item));
    }
    return page_motion_words(a, m->type, SV_NONE, m->has_to_day, m->to_day);
}

/* What is not moved but raised, asked or demanded. */
static const struct {
    const char *type, *did, *noun;
} raised[] = {
    {"point-of-order", "raised a point of order", "the point of order"},
    {"inquiry", "asked a question of order", "the question of order"},
    {"privilege", "raised a question of privilege", "the question of privilege"},
    {"orders-of-the-day", "called for the orders of the day", "the call for the orders of the day"},
    {"appeal", "appealed from the decision of the chair", "the appeal"},
    {"division-of-assembly", "called for a division", "the call for a division"},
    {"previous-question", "moved the previous question", "the previous question"},
    {"object-to-consideration", "objected to the consideration of the question",
     "the objection to consideration"},
};

/* A main motion that is neither to adopt nor to deny: its words say what it asks. */
static bool in_own_words(const motion_row *m)
{
    return sv_is(m->type, "main") && sv_is(m->action, "other");
}

sv paper_did(struct paper_meeting *p, const motion_row *m)
{
    if (in_own_words(m)) {
        return SV("made a motion");
    }
    for (size_t i = 0; i < sizeof raised / sizeof *raised; i++) {
        if (sv_is(m->type, raised[i].type)) {
            return sv_of(raised[i].did);
        }
    }
    return sv_is(m->type, "withdraw")
               ? of_target(p, m, "asked leave to withdraw")
               : sv_fmt(p->cx->a, "moved to %.*s", SV_ARG(asked_words(p, m)));
}

sv paper_noun(struct paper_meeting *p, const motion_row *m)
{
    if (in_own_words(m)) {
        return SV("the motion");
    }
    for (size_t i = 0; i < sizeof raised / sizeof *raised; i++) {
        if (sv_is(m->type, raised[i].type)) {
            return sv_of(raised[i].noun);
        }
    }
    return sv_is(m->type, "withdraw")
               ? of_target(p, m, "the request to withdraw")
               : sv_fmt(p->cx->a, "the motion to %.*s", SV_ARG(asked_words(p, m)));
}

/* ---- results ---- */

/* ", 3 to 2", ", by unanimous consent", " on a tie, 2 to 2, one abstaining". */
static sv margin(struct arena *a, const struct rec_entry *e)
{
    sv method = jv_get_sv(e->data, "method"), outcome = jv_get_sv(e->data, "outcome");
    long long yes = (long long)jv_get_int(e->data, "yes", -1);
    long long no = (long long)jv_get_int(e->data, "no", -1);
    int64_t abstain = jv_get_int(e->data, "abstain", 0);
    if (sv_is(method, "consent")) {
        return SV(" by unanimous consent");
    }
    if (yes < 0 || no < 0) {
        return sv_is(method, "voice")    ? SV(" by voice vote")
               : sv_is(method, "rising") ? SV(" by a rising vote")
                                         : SV_NONE;
    }
    sv s = yes == no && sv_is(outcome, "lost") ? sv_fmt(a, " on a tie vote, %lld to %lld", yes, no)
                                               : sv_fmt(a, ", %lld to %lld", yes, no);
    return abstain > 0
               ? sv_fmt(a, "%.*s, %.*s abstaining", SV_ARG(s), SV_ARG(page_number(a, abstain)))
               : s;
}

/* "; two thirds of the votes cast were required" where it was not a majority of those. */
static sv required(struct arena *a, const struct rec_entry *e)
{
    static const char *const shares[][2] = {{"majority", "a majority"},
                                            {"majority-plus-one", "a majority and one more"},
                                            {"2/3", "two thirds"},
                                            {"3/5", "three fifths"},
                                            {"4/5", "four fifths"}};
    static const char *const bases[][2] = {{"cast", "the votes cast"},
                                           {"present", "the members present"},
                                           {"seats", "all seats"},
                                           {"sitting", "the sitting members"},
                                           {"quorum", "a quorum"}};
    sv base = jv_get_sv(e->data, "base"), threshold = jv_get_sv(e->data, "threshold");
    sv share = threshold, of = SV_NONE;
    bool plain = sv_is(base, "cast") && sv_is(threshold, "majority");
    if (plain || !base.n || !threshold.n || sv_is(jv_get_sv(e->data, "method"), "consent")) {
        return SV_NONE;
    }
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        share = sv_is(threshold, shares[i][0]) ? sv_of(shares[i][1]) : share;
        of = sv_is(base, bases[i][0]) ? sv_of(bases[i][1]) : of;
    }
    return sv_fmt(a, "; %.*s of %.*s %s required", SV_ARG(share), SV_ARG(of),
                  share.n && share.p[share.n - 1] == 's' ? "were" : "was");
}

/* What became of the item itself by its main question. */
static sv decided(struct paper_meeting *p, const motion_row *m, sv outcome, sv disposition)
{
    struct arena *a = p->cx->a;
    sv item = item_word(p, m);
    bool adopted = sv_is(outcome, "adopted"), minutes = sv_is(item, "minutes");
    if (!sv_is(m->type, "main") || !m->item.n || !adopted) {
        return SV_NONE;
    }
    if (sv_is(disposition, "first-reading")) {
        return sv_fmt(a, "The %.*s passed on %.*s", SV_ARG(item),
                      SV_ARG(reading_words(a, m->reading)));
    }
    if (sv_is(disposition, "denied")) {
        return sv_fmt(a, "The %.*s %s denied", SV_ARG(item), minutes ? "were" : "was");
    }
    if (!sv_is(disposition, "adopted") || sv_is(m->action, "accept")) {
        return SV_NONE;
    }
    return minutes ? SV("The minutes were approved")
                   : sv_fmt(a, "The %.*s was %s", SV_ARG(item),
                            sv_is(item, "item") ? "approved" : "adopted");
}

sv paper_result(struct paper_meeting *p, const motion_row *m, const struct rec_entry *e)
{
    struct arena *a = p->cx->a;
    sv outcome = jv_get_sv(e->data, "outcome");
    sv said = decided(p, m, outcome, jv_get_sv(e->data, "disposition"));
    sv noun = page_capital(a, paper_noun(p, m)), after = margin(a, e);
    bool appeal = sv_is(m->type, "appeal");
    if (sv_is(outcome, "objected")) {
        return sv_fmt(a, "A member objected to unanimous consent on %.*s.",
                      SV_ARG(paper_noun(p, m)));
    }
    if (sv_is(m->type, "object-to-consideration") && jv_get_int(e->data, "yes", -1) >= 0) {
        after = sv_fmt(a, "%.*s on whether to consider the item", SV_ARG(after));
    }
    if (!said.n && sv_is(outcome, "sustained")) {
        said = appeal ? SV("The decision of the chair was sustained")
                      : sv_fmt(a, "%.*s was sustained", SV_ARG(noun));
    } else if (!said.n && sv_is(outcome, "not-sustained")) {
        said = appeal ? SV("The decision of the chair was overturned")
                      : sv_fmt(a, "%.*s was not sustained", SV_ARG(noun));
    } else if (!said.n && sv_is(m->type, "consent-agenda") && sv_is(outcome, "adopted")) {
        said = SV("The consent agenda was adopted");
    } else if (!said.n) {
        bool asked = sv_is(m->type, "withdraw"), adopted = sv_is(outcome, "adopted");
        said = sv_fmt(a, "%.*s %s", SV_ARG(noun),
                      asked && adopted ? "was granted"
                      : asked          ? "was denied"
                      : adopted        ? "carried"
                                       : "failed");
    }
    return sv_fmt(a, "%.*s%.*s%.*s.", SV_ARG(said), SV_ARG(after), SV_ARG(required(a, e)));
}

sv paper_became(struct paper_meeting *p, const motion_row *m, sv outcome)
{
    static const struct {
        const char *outcome, *words;
    } words[] = {{"fell", "was not decided"},
                 {"withdrawn", "was withdrawn"},
                 {"granted", "was granted"},
                 {"denied", "was denied"},
                 {"well-taken", "was ruled well taken"},
                 {"not-well-taken", "was ruled not well taken"},
                 {"answered", "was answered by the chair"},
                 {"adopted", "was adopted"},
                 {"lost", "was lost"},
                 {"postponed", "was deferred with it"},
                 {"referred", "was referred with it"},
                 {"tabled", "was laid on the table with it"},
                 {"postponed-indefinitely", "was postponed indefinitely"},
                 {"not-considered", "was not considered"},
                 {"divided", "was divided into its parts"},
                 {"rescinded", "was rescinded"},
                 {"sustained", "was sustained"},
                 {"not-sustained", "was not sustained"},
                 {"pending", "was pending again"}};
    sv said = SV_NONE;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        said = sv_is(outcome, words[i].outcome) ? sv_of(words[i].words) : said;
    }
    return said.n ? sv_fmt(p->cx->a, "%.*s %.*s.", SV_ARG(page_capital(p->cx->a, paper_noun(p, m))),
                           SV_ARG(said))
                  : SV_NONE;
}

sv paper_count_words(struct arena *a, int64_t yes, int64_t no)
{
    sv none = SV("none");
    return sv_fmt(a, "%.*s to %.*s", SV_ARG(yes ? page_number(a, yes) : none),
                  SV_ARG(no ? page_number(a, no) : none));
}
