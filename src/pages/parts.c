/* Parts of models that several pages show: sources, results, ballots, motions, departures. */
#include "pages/hall.h"

#include "rules/veto.h"

struct view_source page_source(struct page_cx *cx, sv outlet, sv title, sv address, sv retrieved)
{
    struct view_source s = {.outlet = outlet, .title = title, .retrieved = retrieved};
    date d;
    s.read = date_parse(retrieved, &d) ? page_day_words(cx->a, d) : retrieved;
    if (address.n && url_check(cx->a, address, &s.address)) {
        s.address = (url){SV_NONE};
    }
    return s;
}

sv page_sources_words(struct arena *a, sv first, size_t more)
{
    return more ? sv_fmt(a, "%.*s and %.*s more %s", SV_ARG(first),
                         SV_ARG(page_number(a, (int64_t)more)), more == 1 ? "source" : "sources")
                : first;
}

/* ---- accounts ---- */

bool page_same_topic(const report_row *x, const report_row *y)
{
    return x->kind == y->kind && sv_eq(x->question, y->question) && sv_eq(x->topic, y->topic);
}

/* Two accounts of one topic that cannot both be so.  A source that does not say is no
 * contradiction. */
bool page_contradicts(const report_row *x, const report_row *y)
{
    if (!page_same_topic(x, y)) {
        return false;
    }
    if (x->kind == KIND_MOTION_REPORTED) {
        bool known = !sv_is(x->outcome, "unknown") && !sv_is(y->outcome, "unknown");
        return known && !sv_eq(x->outcome, y->outcome);
    }
    bool values = x->value.n && y->value.n && !sv_eq(x->value, y->value);
    bool counts = x->has_count && y->has_count && x->count != y->count;
    return values || counts;
}

static raw_json at_json(struct page_cx *cx, sv at)
{
    raw_json v = {SV_NONE};
    return at.n && !raw_json_check(cx->a, at, &v) ? v : (raw_json){SV_NONE};
}

struct view_account page_account(struct page_cx *cx, const struct body_view *b, const report_row *r,
                                 bool conflict)
{
    return (struct view_account){.topic = r->topic,
                                 .sentence = r->words,
                                 .value = r->value,
                                 .has_count = r->has_count,
                                 .count = r->count,
                                 .outcome = r->outcome,
                                 .member = r->member,
                                 .citation = r->citation,
                                 .when = page_at_text_words(cx->a, b->zone, r->at),
                                 .at = at_json(cx, r->at),
                                 .source =
                                     page_source(cx, r->outlet, r->title, r->address, r->retrieved),
                                 .entry = r->seq,
                                 .conflict = conflict};
}

/* ---- results ---- */

static sv state_words(sv state)
{
    static const char *const words[][2] = {
        {"adopted", "Adopted"},
        {"lost", "Lost"},
        {"denied", "Denied"},
        {"withdrawn", "Withdrawn"},
        {"not-moved", "Called for, and not moved"},
        {"fell", "Not decided: it fell"},
        {"voting", "Being voted on"},
        {"unknown", "What became of it is not said"},
        {"sustained", "Sustained"},
        {"not-sustained", "Not sustained"},
        {"granted", "Granted"},
        {"well-taken", "The chair ruled that the point was well taken"},
        {"not-well-taken", "The chair ruled that the point was not well taken"},
        {"answered", "Answered by the chair"},
        {"postponed", "Not decided: it was deferred"},
        {"referred", "Not decided: it was referred to a committee"},
        {"tabled", "Not decided: it was laid on the table"},
        {"postponed-indefinitely", "Dropped without a vote on it"},
        {"not-considered", "Not taken up"},
        {"divided", "Divided into its parts"},
        {"rescinded", "Adopted, and rescinded since"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (sv_is(state, words[i][0])) {
            return sv_of(words[i][1]);
        }
    }
    return SV("Not decided");
}

/* A result of a vote, to which counts belong. */
static bool voted_on(sv state)
{
    return sv_is(state, "adopted") || sv_is(state, "lost") || sv_is(state, "denied") ||
           sv_is(state, "sustained") || sv_is(state, "not-sustained");
}

sv page_result_words(struct arena *a, const struct tally *t)
{
    sv said = state_words(t->state);
    if (!voted_on(t->state)) {
        return said;
    }
    if (sv_is(t->method, "consent")) {
        return sv_fmt(a, "%.*s by unanimous consent", SV_ARG(said));
    }
    if (!t->has_counts) {
        return sv_is(t->method, "voice")    ? sv_fmt(a, "%.*s by voice vote", SV_ARG(said))
               : sv_is(t->method, "rising") ? sv_fmt(a, "%.*s by rising", SV_ARG(said))
                                            : said;
    }
    bool tie = t->yes == t->no && sv_is(t->state, "lost");
    sv s = sv_fmt(a, "%.*s %s%lld to %lld", SV_ARG(said), tie ? "on a tie, " : "",
                  (long long)t->yes, (long long)t->no);
    if (t->abstain > 0) {
        s = sv_fmt(a, "%.*s, %.*s abstaining", SV_ARG(s), SV_ARG(page_number(a, t->abstain)));
    }
    return s;
}

struct tally page_tally(const motion_row *m)
{
    return (struct tally){.state = m->state,
                          .method = m->method,
                          .has_counts = m->has_yes && m->has_no,
                          .yes = m->yes,
                          .no = m->no,
                          .abstain = m->has_abstain ? m->abstain : 0};
}

/* ---- ballots ---- */

struct view_ballot page_ballot(struct page_cx *cx, const struct body_view *b, sv member, sv choice,
                               bool changed, int64_t seq)
{
    const struct q_page_officials_out *o = page_official(b, member);
    struct view_ballot v = {.member = member,
                            .name = page_name(b, member),
                            .choice = choice,
                            .changed = changed,
                            .entry = seq,
                            .has_corrected = page_corrected(cx, seq) != 0,
                            .corrected = page_corrected(cx, seq),
                            .cited = true,
                            .seat = o ? o->seat : SV_NONE,
                            .who = page_url_member(cx, b->id, member)};
    page_choice(choice, &v.mark, &v.word);
    return v;
}

static bool voted(const vote_row *votes, size_t n, int64_t motion, sv member)
{
    for (size_t i = 0; i < n; i++) {
        if (votes[i].motion == motion && votes[i].roll < 0 && sv_eq(votes[i].member, member)) {
            return true;
        }
    }
    return false;
}

bool page_sat_on(const struct q_page_officials_out *o, date d)
{
    return o->votes && (!o->has_from_day || o->from_day <= d.days) &&
           (!o->has_until_day || o->until_day >= d.days);
}

bool page_votes_hidden(const struct body_view *b, sv state)
{
    const struct rule *shown = b->pack ? &b->pack->rule[RULE_VOTES_SHOWN] : NULL;
    return shown && shown->defined && shown->param[PARAM_SHOWN] == SHOWN_CLOSE &&
           sv_is(state, "voting");
}

/* The votes in the order of the seats; where exactly as many sitting members gave none as the
 * announcement counts absent, those were the absent ones. */
void page_ballots(struct page_cx *cx, const struct body_view *b, const motion_row *m,
                  const vote_row *votes, size_t votes_n, const struct view_ballot **ret,
                  size_t *ret_n)
{
    struct list l = {0};
    date day = page_meeting_day(m->meeting);
    struct page_recording recording = page_recording_of(m);
    votes_n = page_votes_hidden(b, m->state) ? 0 : votes_n;
    int64_t silent = 0, named = 0;
    for (size_t i = 0; i < b->officials_n; i++) {
        bool sat = page_sat_on(&b->officials[i], day);
        bool has = voted(votes, votes_n, m->n, b->officials[i].member);
        silent += sat && !has;
        named += has;
    }
    bool absent = m->has_announced_seq && m->has_absent && m->absent == silent && named > 0;
    for (size_t i = 0; i < b->officials_n; i++) {
        const struct q_page_officials_out *o = &b->officials[i];
        for (size_t k = 0; k < votes_n; k++) {
            const vote_row *v = &votes[k];
            if (v->motion == m->n && v->roll < 0 && sv_eq(v->member, o->member)) {
                struct view_ballot *ballot = LIST_ADD(cx->a, &l, struct view_ballot);
                *ballot = page_ballot(cx, b, v->member, v->choice, v->changed, v->seq);
                if (v->has_at) {
                    ballot->second = page_second_words(cx->a, &recording, v->at);
                    ballot->seen = page_second_link(cx->a, &recording, v->at);
                }
            }
        }
        if (absent && page_sat_on(o, day) && !voted(votes, votes_n, m->n, o->member)) {
            *LIST_ADD(cx->a, &l, struct view_ballot) =
                page_ballot(cx, b, o->member, SV("absent"), false, m->announced_seq);
        }
    }
    *ret = l.p;
    *ret_n = l.n;
}

void page_roll_ballots(struct page_cx *cx, const struct body_view *b, const vote_row *votes,
                       size_t votes_n, int64_t roll, const struct view_ballot **ret, size_t *ret_n)
{
    static const char *const order[] = {"yes", "no", "abstain", "absent", "recused"};
    struct list l = {0};
    for (size_t o = 0; o < sizeof order / sizeof *order; o++) {
        for (size_t i = 0; i < votes_n; i++) {
            if (votes[i].roll == roll && sv_is(votes[i].choice, order[o])) {
                *LIST_ADD(cx->a, &l, struct view_ballot) = page_ballot(
                    cx, b, votes[i].member, votes[i].choice, votes[i].changed, votes[i].seq);
            }
        }
    }
    /* one entry holds them all: it is cited once */
    for (size_t i = 0; i + 1 < l.n; i++) {
        ((struct view_ballot *)l.p)[i].cited = false;
    }
    *ret = l.p;
    *ret_n = l.n;
}

/* ---- the rule of a vote ---- */

/* How many of `of` the share needs; 0 where the share is written in no way that is known here. */
static int64_t needed(sv threshold, int64_t of)
{
    sv rest;
    uint64_t num = 0, den = 0;
    if (sv_is(threshold, "majority")) {
        return of / 2 + 1;
    }
    if (sv_is(threshold, "majority-plus-one")) {
        return of / 2 + 2;
    }
    sv first = sv_cut(threshold, '/', &rest);
    if (!sv_u64(first, &num) || num > 1000) {
        return 0;
    }
    if (rest.n == 0) {
        return (int64_t)num;
    }
    if (!sv_u64(rest, &den) || den == 0 || den > 1000) {
        return 0;
    }
    return (of * (int64_t)num + (int64_t)den - 1) / (int64_t)den;
}

static sv share_words(struct arena *a, sv threshold)
{
    static const char *const names[][2] = {{"majority", "A majority"},
                                           {"majority-plus-one", "A majority and one more"},
                                           {"2/3", "Two thirds"},
                                           {"3/5", "Three fifths"},
                                           {"4/5", "Four fifths"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (sv_is(threshold, names[i][0])) {
            return sv_of(names[i][1]);
        }
    }
    return page_capital(a, threshold);
}

sv page_rule_sentence(struct arena *a, const motion_row *m)
{
    if (!m->base.n || !m->threshold.n) {
        return SV_NONE;
    }
    int64_t of = sv_is(m->base, "cast")      ? m->yes + m->no
                 : sv_is(m->base, "present") ? m->present
                 : sv_is(m->base, "quorum")  ? m->quorum
                                             : 0;
    const char *base = sv_is(m->base, "cast")      ? "the votes cast"
                       : sv_is(m->base, "present") ? "the members present"
                       : sv_is(m->base, "quorum")  ? "a quorum"
                       : sv_is(m->base, "sitting") ? "the sitting members"
                                                   : "all seats";
    sv s = sv_fmt(a, "%.*s of %s was needed", SV_ARG(share_words(a, m->threshold)), base);
    int64_t need = of && m->has_yes ? needed(m->threshold, of) : 0;
    s = need ? sv_fmt(a, "%.*s: %lld of %lld.", SV_ARG(s), (long long)need, (long long)of)
             : sv_fmt(a, "%.*s.", SV_ARG(s));
    if (m->has_quorum && m->has_present) {
        s = sv_fmt(a, "%.*s The quorum was %lld; %lld were present.", SV_ARG(s),
                   (long long)m->quorum, (long long)m->present);
    }
    return s;
}

/* ---- motions ---- */

static void add_seq(struct arena *a, struct list *l, bool has, int64_t seq)
{
    if (has) {
        *LIST_ADD(a, l, int64_t) = seq;
    }
}

/* What became of it, where its kind has words of its own. */
static sv motion_result(struct arena *a, const motion_row *m, const struct tally *t)
{
    sv result = page_result_words(a, t);
    bool adopted = sv_is(m->state, "adopted"), appeal = sv_is(m->type, "appeal");
    sv counts = sv_sub(result, sv_is(m->state, "sustained") ? 9 : 13, result.n);
    if (adopted && sv_is(m->type, "postpone-definite") && m->has_to_day && t->has_counts) {
        return sv_fmt(a, "Deferred to %.*s, %lld to %lld",
                      SV_ARG(page_day_words(a, (date){(int32_t)m->to_day})), (long long)t->yes,
                      (long long)t->no);
    }
    if (appeal && sv_is(m->state, "sustained")) {
        return sv_fmt(a, "The chair's decision stands%.*s", SV_ARG(counts));
    }
    return appeal && sv_is(m->state, "not-sustained")
               ? sv_fmt(a, "The chair's decision was overturned%.*s", SV_ARG(counts))
               : result;
}

static sv motion_sentence(struct page_cx *cx, const struct body_view *b, const motion_row *m)
{
    struct arena *a = cx->a;
    struct tally t = page_tally(m);
    sv s = sv_fmt(a, "Moved by %.*s", SV_ARG(page_name(b, m->mover)));
    s = m->seconder.n
            ? sv_fmt(a, "%.*s, seconded by %.*s", SV_ARG(s), SV_ARG(page_name(b, m->seconder)))
            : s;
    s = sv_fmt(a, "%.*s. %.*s", SV_ARG(s), SV_ARG(motion_result(a, m, &t)));
    if (m->has_ended_by) {
        s = sv_fmt(a, "%.*s, by motion %lld", SV_ARG(s), (long long)m->ended_by);
    }
    if (m->has_announced) {
        s = sv_fmt(a, "%.*s at %.*s", SV_ARG(s),
                   SV_ARG(page_clock_words(a, b->zone, m->announced)));
    }
    return page_stop(a, s);
}

/* The newest of the entries that correct what its sentence says. */
static int64_t motion_corrected(const struct page_cx *cx, const motion_row *m)
{
    const int64_t seqs[] = {m->moved_seq, m->has_seconded_seq ? m->seconded_seq : -1,
                            m->has_announced_seq ? m->announced_seq : -1};
    int64_t newest = 0;
    for (size_t i = 0; i < sizeof seqs / sizeof *seqs; i++) {
        int64_t by = page_corrected(cx, seqs[i]);
        newest = by > newest ? by : newest;
    }
    return newest;
}

struct view_motion page_motion(struct page_cx *cx, const struct body_view *b, const motion_row *m,
                               sv item_type, const vote_row *votes, size_t votes_n)
{
    struct arena *a = cx->a;
    struct list entries = {0};
    add_seq(a, &entries, true, m->moved_seq);
    add_seq(a, &entries, m->has_seconded_seq, m->seconded_seq);
    add_seq(a, &entries, m->has_announced_seq, m->announced_seq);
    struct view_motion v = {
        .meeting = m->meeting,
        .number = m->n,
        .type = m->type,
        .name = page_capital(a, page_row_words(a, m, item_type)),
        .item = m->item,
        .mover = m->mover,
        .mover_name = page_name(b, m->mover),
        .seconder = m->seconder,
        .seconder_name = m->seconder.n ? page_name(b, m->seconder) : SV_NONE,
        .state = m->state,
        .sentence = motion_sentence(cx, b, m),
        .words = m->words,
        .to = m->has_to_day ? date_format(a, (date){(int32_t)m->to_day}) : SV_NONE,
        .method = m->method,
        .has_yes = m->has_yes,
        .yes = m->yes,
        .has_no = m->has_no,
        .no = m->no,
        .has_abstain = m->has_abstain,
        .abstain = m->abstain,
        .has_recused = m->has_recused,
        .recused = m->recused,
        .has_absent = m->has_absent,
        .absent = m->absent,
        .has_present = m->has_present,
        .present = m->present,
        .has_quorum = m->has_quorum,
        .quorum = m->quorum,
        .base = m->base,
        .threshold = m->threshold,
        .rule = m->rule,
        .citation = m->citation,
        .rule_sentence = page_rule_sentence(a, m),
        .departure = m->departure,
        .entries = entries.p,
        .entries_n = entries.n,
        .where =
            url_path(a, "/meetings/{/}#motion-{}", m->meeting, sv_fmt(a, "%lld", (long long)m->n))};
    if (m->has_announced) {
        struct page_recording recording = page_recording_of(m);
        v.second = page_second_words(a, &recording, m->announced);
        v.seen = page_second_link(a, &recording, m->announced);
    }
    v.corrected = motion_corrected(cx, m);
    v.has_corrected = v.corrected != 0;
    page_ballots(cx, b, m, votes, votes_n, &v.ballots, &v.ballots_n);
    return v;
}

sv page_recusal_words(struct arena *a, sv name, const struct interest *i)
{
    sv s = sv_fmt(a, "%.*s does not vote on it for an interest%s.", SV_ARG(name),
                  i->aloud ? ", stated aloud before the vote" : "");
    if (i->has_filed) {
        return sv_fmt(a, "%.*s The memorandum was filed on %.*s.", SV_ARG(s),
                      SV_ARG(page_day_words(a, i->filed)));
    }
    return i->has_due ? sv_fmt(a, "%.*s The memorandum is to be filed by %.*s.", SV_ARG(s),
                               SV_ARG(page_day_words(a, i->due)))
                      : s;
}

/* ---- departures ---- */

err *page_departure(struct page_cx *cx, struct list *l, int64_t seq, bool has_kind, int64_t kind,
                    sv departure)
{
    struct rec_entry e;
    struct st_corrected how;
    if (!departure.n) {
        return NULL;
    }
    TRY(st_log_read(cx->store, cx->a, seq, &e, &how));
    sv rule = jv_get_sv(e.data, "against"), cites = jv_get_sv(e.data, "against_citation");
    sv against = rule.n
                     ? sv_fmt(cx->a, ", against the rule %.*s (%.*s)", SV_ARG(rule), SV_ARG(cites))
                     : SV("");
    const char *what = has_kind && kind >= 0 && kind < REC_KINDS ? rec_kinds[kind].help : "an act";
    *LIST_ADD(cx->a, l, struct view_departure) = (struct view_departure){
        .entry = seq,
        .departure = departure,
        .rule = rule,
        .citation = cites,
        .sentence = page_capital(
            cx->a, sv_fmt(cx->a, "%s: this was out of order%.*s, and stands because %.*s.", what,
                          SV_ARG(against), SV_ARG(page_departure_words(departure))))};
    return NULL;
}

bool page_veto_until(const struct body_view *b, sv item_type, date decided, instant *ret)
{
    struct veto_limit limit;
    if (!b->pack || !veto_covers(b->pack, floor_item_kind_of(item_type)) ||
        !veto_limit(b->pack, decided.days, &limit)) {
        return false;
    }
    int32_t last = limit.minute < 1440 ? limit.minute * 60 + 59 : 1440 * 60 - 1;
    *ret = sys_zone_instant(b->zone, (date){limit.day}, last);
    return true;
}
