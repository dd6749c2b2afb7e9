/* The fourteen answers.  One rule for all: what was witnessed here answers; else what sources say
 * is reported, or stands as their conflict; else the record does not hold it, or this program does
 * not follow it yet. */
#include "pages/questions.h"

/* What sources say to one question. */
struct heard {
    struct list accounts; /* struct view_account */
    struct list seqs;     /* int64_t */
    struct list outlets;  /* sv, each once */
    struct list told;     /* int64_t: the entries that the sentence tells of */
    bool conflict;
};

typedef struct q_page_rolls_of_item_out roll_row;

static void add_entry(struct deciding *d, struct list *seqs, int64_t seq)
{
    for (size_t i = 0; i < seqs->n; i++) {
        if (((int64_t *)seqs->p)[i] == seq) {
            return;
        }
    }
    *LIST_ADD(d->cx->a, seqs, int64_t) = seq;
}

static void add_outlet(struct deciding *d, struct list *outlets, sv outlet)
{
    for (size_t i = 0; i < outlets->n; i++) {
        if (sv_eq(((sv *)outlets->p)[i], outlet)) {
            return;
        }
    }
    *LIST_ADD(d->cx->a, outlets, sv) = outlet;
}

static sv outlets_words(struct deciding *d, const struct list *outlets)
{
    const sv *names = outlets->p;
    return outlets->n ? page_sources_words(d->cx->a, names[0], outlets->n - 1) : SV_NONE;
}

/* The accounts of one topic, of which first is the first. */
static void hear_topic(struct deciding *d, const report_row **rows, size_t n, size_t first,
                       struct heard *h)
{
    for (size_t i = first; i < n; i++) {
        if (!page_same_topic(rows[i], rows[first])) {
            continue;
        }
        bool against = false;
        for (size_t k = first; !against && k < n; k++) {
            against = page_contradicts(rows[i], rows[k]);
        }
        *LIST_ADD(d->cx->a, &h->accounts, struct view_account) =
            page_account(d->cx, &d->b, rows[i], against);
        add_entry(d, &h->seqs, rows[i]->seq);
        add_outlet(d, &h->outlets, rows[i]->outlet);
        h->conflict = h->conflict || against;
    }
}

/* What sources say to a question, topic by topic, in the order in which each was first told. */
static struct heard hear(struct deciding *d, enum rec_question q)
{
    struct heard h = {0};
    const report_row **rows = arena_array(d->cx->a, const report_row *, d->f.reports_n);
    size_t n = 0;
    for (size_t i = 0; i < d->f.reports_n; i++) {
        if (sv_is(d->f.reports[i].question, rec_question_ids[q])) {
            rows[n++] = &d->f.reports[i];
        }
    }
    for (size_t i = 0; i < n; i++) {
        bool first = true;
        for (size_t k = 0; first && k < i; k++) {
            first = !page_same_topic(rows[k], rows[i]);
        }
        if (first) {
            hear_topic(d, rows, n, i, &h);
        }
    }
    return h;
}

static const char *status_of(bool witnessed, bool reported, bool conflict)
{
    return witnessed ? "answered" : conflict ? "sources-conflict" : reported ? "reported" : NULL;
}

/* "The sources disagree.  WLRN: …  Miami New Times: …" on the first topic in dispute. */
static sv conflict_sentence(struct deciding *d, struct heard *h)
{
    const struct view_account *all = h->accounts.p, *first = NULL;
    sv s = SV("The sources disagree.");
    for (size_t i = 0; i < h->accounts.n; i++) {
        if (!all[i].conflict || (first && !sv_eq(first->topic, all[i].topic))) {
            continue;
        }
        bool said = false;
        for (size_t k = 0; first && k < i; k++) {
            bool same = sv_eq(all[k].topic, all[i].topic);
            said = said || (same && sv_eq(all[k].value, all[i].value) &&
                            sv_eq(all[k].outcome, all[i].outcome) && all[k].count == all[i].count);
        }
        first = first ? first : &all[i];
        if (!said) {
            add_entry(d, &h->told, all[i].entry);
            s = sv_fmt(d->cx->a, "%.*s %.*s: %.*s", SV_ARG(s), SV_ARG(all[i].source.outlet),
                       SV_ARG(page_stop(d->cx->a, all[i].sentence)));
        }
    }
    return s;
}

static sv heard_sentence(struct deciding *d, struct heard *h)
{
    const struct view_account *all = h->accounts.p;
    if (h->conflict) {
        return conflict_sentence(d, h);
    }
    add_entry(d, &h->told, all[0].entry);
    sv first = sv_fmt(d->cx->a, "ccording to %.*s: %.*s", SV_ARG(all[0].source.outlet),
                      SV_ARG(page_stop(d->cx->a, all[0].sentence)));
    if (h->accounts.n <= 3) {
        return sv_fmt(d->cx->a, "A%.*s", SV_ARG(first));
    }
    return sv_fmt(d->cx->a, "%.*s statements are reported, by %.*s %s; the first, a%.*s",
                  SV_ARG(page_capital(d->cx->a, page_number(d->cx->a, (int64_t)h->accounts.n))),
                  SV_ARG(page_number(d->cx->a, (int64_t)h->outlets.n)),
                  h->outlets.n == 1 ? "source" : "sources", SV_ARG(first));
}

static void give_accounts(struct heard *h, struct view_answer *answer)
{
    struct view_account *all = h->accounts.p;
    for (size_t i = 0; i < h->accounts.n; i++) {
        all[i].from = i == 0 || !sv_eq(all[i].source.outlet, all[i - 1].source.outlet) ||
                      !sv_eq(all[i].source.title, all[i - 1].source.title) ||
                      !sv_eq(all[i].source.address.s, all[i - 1].source.address.s);
    }
    answer->accounts = h->accounts.p;
    answer->accounts_n = h->accounts.n;
}

/* "Twelve statements by seven sources", "five reasons": what stands folded behind an answer. */
static sv folded_words(struct deciding *d, const struct view_answer *v)
{
    struct arena *a = d->cx->a;
    struct list outlets = {0};
    for (size_t i = 0; i < v->accounts_n; i++) {
        add_outlet(d, &outlets, v->accounts[i].source.outlet);
    }
    sv by = outlets.n ? sv_fmt(a, " by %.*s source%s", SV_ARG(page_number(a, (int64_t)outlets.n)),
                               outlets.n == 1 ? "" : "s")
                      : SV_NONE;
    const struct {
        size_t n;
        const char *one, *many;
        sv more;
    } kinds[] = {{v->rolls_n, "report of the vote", "reports of the vote", SV_NONE},
                 {v->reasons_n, "reason", "reasons", SV_NONE},
                 {v->motions_n, "motion", "motions", SV_NONE},
                 {v->texts_n, "text", "texts", SV_NONE},
                 {v->lines_n, "entry", "entries", SV_NONE},
                 {v->due_n, "day", "days", SV_NONE},
                 {v->effects_n, "effect that was expected", "effects that were expected", SV_NONE},
                 {v->accounts_n, "statement", "statements", by}};
    sv words[sizeof kinds / sizeof *kinds];
    size_t n = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].n) {
            words[n++] =
                sv_fmt(a, "%.*s %s%.*s", SV_ARG(page_number(a, (int64_t)kinds[i].n)),
                       kinds[i].n == 1 ? kinds[i].one : kinds[i].many, SV_ARG(kinds[i].more));
        }
    }
    return page_capital(a, page_and(a, words, n));
}

/* The answer with what it rests on.  More than one thing behind the sentence is folded. */
static void finish(struct deciding *d, struct view_question *q, const char *status,
                   struct view_answer *answer, const struct heard *h)
{
    size_t behind = answer->lines_n + answer->rolls_n + answer->reasons_n + answer->motions_n +
                    answer->texts_n + answer->accounts_n;
    q->status = sv_of(status);
    q->answer = answer;
    q->entries = h->seqs.p;
    q->entries_n = h->seqs.n;
    q->inside = behind > 1 ? folded_words(d, answer) : SV_NONE;
    /* Where votes have their own marks, those of the motion and its second; where a source is
     * quoted, its own; where all that the sentence sums up has marks, none. */
    size_t first = q->shown_n;
    bool marked = answer->lines_n || answer->accounts_n || answer->rolls_n || answer->reasons_n;
    q->shown = h->told.n ? h->told.p : q->entries;
    q->shown_n = answer->ballots_n && first ? first
                 : h->told.n                ? h->told.n
                 : marked                   ? 0
                                            : q->entries_n;
    for (size_t i = 0; i < q->shown_n; i++) {
        int64_t by = page_corrected(d->cx, q->shown[i]);
        q->corrected = by > q->corrected ? by : q->corrected;
    }
    q->has_corrected = q->corrected != 0;
}

/* ---- rolls ---- */

static sv choice_in(const struct deciding *d, int64_t roll, sv member)
{
    for (size_t i = 0; i < d->votes_n; i++) {
        if (d->votes[i].roll == roll && sv_eq(d->votes[i].member, member)) {
            return d->votes[i].choice;
        }
    }
    return SV_NONE;
}

static bool rolls_differ(const struct deciding *d, const roll_row *x, const roll_row *y)
{
    if (!sv_eq(x->outcome, y->outcome) || x->yes != y->yes || x->no != y->no) {
        return true;
    }
    for (size_t i = 0; i < d->votes_n; i++) {
        const vote_row *v = &d->votes[i];
        sv other = v->roll == x->seq ? choice_in(d, y->seq, v->member) : SV_NONE;
        if (other.n && !sv_eq(other, v->choice)) {
            return true;
        }
    }
    return false;
}

/* The sources' rolls of the meeting of the decision. */
static bool hear_rolls(struct deciding *d, bool with_ballots, struct view_answer *answer,
                       struct heard *h)
{
    struct list rolls = {0};
    for (size_t i = 0; i < d->f.rolls_n; i++) {
        const roll_row *r = &d->f.rolls[i];
        if (!sv_eq(r->meeting, d->meeting)) {
            continue;
        }
        struct tally t = {.state = r->outcome, .has_counts = true, .yes = r->yes, .no = r->no};
        struct view_roll *v = LIST_ADD(d->cx->a, &rolls, struct view_roll);
        *v = (struct view_roll){
            .outcome = r->outcome,
            .yes = r->yes,
            .no = r->no,
            .sentence = sv_fmt(d->cx->a, "%.*s.", SV_ARG(page_result_words(d->cx->a, &t))),
            .source = page_source(d->cx, r->outlet, r->title, r->address, r->retrieved),
            .entry = r->seq};
        if (with_ballots) {
            page_roll_ballots(d->cx, &d->b, d->votes, d->votes_n, r->seq, &v->ballots,
                              &v->ballots_n);
        }
        add_entry(d, &h->seqs, r->seq);
        add_outlet(d, &h->outlets, r->outlet);
        h->conflict = h->conflict || (d->roll && rolls_differ(d, d->roll, r));
    }
    answer->rolls = rolls.p;
    answer->rolls_n = rolls.n;
    return rolls.n > 0;
}

/* The votes that a source names cannot amount to the result that it gives: what is adopted has more
 * yeses than noes by any rule, and what nobody voted against and most of the seats voted for is. */
static bool roll_contradicts(const struct deciding *d, const roll_row *r)
{
    bool adopted = sv_is(r->outcome, "adopted");
    return (adopted && r->yes <= r->no) ||
           (sv_is(r->outcome, "lost") && r->no == 0 && r->yes * 2 > d->b.row.seats);
}

static sv contradiction_sentence(struct deciding *d, const roll_row *r)
{
    return sv_fmt(d->cx->a,
                  "The source says %.*s; the votes that it names, %lld to %lld, do not amount to "
                  "that.",
                  SV_ARG(r->outcome), (long long)r->yes, (long long)r->no);
}

/* ---- what was decided, and how each voted ---- */

static void counts(const motion_row *m, struct view_answer *answer)
{
    answer->has_yes = m->has_yes;
    answer->yes = m->yes;
    answer->has_no = m->has_no;
    answer->no = m->no;
    answer->has_abstain = m->has_abstain;
    answer->abstain = m->abstain;
    answer->has_absent = m->has_absent;
    answer->absent = m->absent;
    answer->has_recused = m->has_recused;
    answer->recused = m->recused;
    answer->has_quorum = m->has_quorum;
    answer->quorum = m->quorum;
    answer->has_present = m->has_present;
    answer->present = m->present;
    answer->base = m->base;
    answer->threshold = m->threshold;
    answer->rule = m->rule;
    answer->citation = m->citation;
}

static sv decided_sentence(struct deciding *d, sv by)
{
    struct tally t = {.state = d->decided || !d->main ? d->f.item.outcome : d->main->state};
    if (d->main) {
        t.method = d->main->method;
        t.has_counts = d->main->has_yes && d->main->has_no;
        t.yes = d->main->yes;
        t.no = d->main->no;
        t.abstain = d->main->has_abstain ? d->main->abstain : 0;
    } else if (d->roll) {
        t.has_counts = true;
        t.yes = d->roll->yes;
        t.no = d->roll->no;
    }
    sv s = sv_fmt(d->cx->a, "%.*s on %.*s", SV_ARG(page_result_words(d->cx->a, &t)),
                  SV_ARG(page_day_words(d->cx->a, d->day)));
    return by.n ? sv_fmt(d->cx->a, "%.*s, as reported by %.*s.", SV_ARG(s), SV_ARG(by))
                : sv_fmt(d->cx->a, "%.*s.", SV_ARG(s));
}

static void answer_outcome(struct deciding *d, struct view_question *q)
{
    struct view_answer *answer = arena_new(d->cx->a, struct view_answer);
    struct heard h = hear(d, Q_OUTCOME);
    struct list accounts = h.accounts, outlets = {0};
    bool rolls = false;
    if (d->main) {
        counts(d->main, answer);
        struct list seqs = {0};
        add_entry(d, &seqs, d->main->announced_seq);
        h.seqs = seqs;
        q->sentence = decided_sentence(d, SV_NONE);
        if (sv_eq(d->main->rule, SV("tie-vote"))) {
            q->more = SV("A tie adopts nothing: the motion is lost.");
        }
    } else {
        struct list facts = h.outlets;
        h.outlets = outlets;
        rolls = d->decided && hear_rolls(d, false, answer, &h);
        h.outlets = rolls ? h.outlets : facts;
    }
    bool against_itself = !d->main && d->decided && d->roll && roll_contradicts(d, d->roll);
    h.conflict = h.conflict || against_itself;
    if (!d->main && d->decided && d->roll) {
        answer->has_yes = answer->has_no = true;
        answer->yes = d->roll->yes;
        answer->no = d->roll->no;
        answer->has_abstain = d->roll->has_abstain;
        answer->abstain = d->roll->abstain;
        answer->has_absent = d->roll->has_absent;
        answer->absent = d->roll->absent;
        q->sentence = against_itself ? contradiction_sentence(d, d->roll)
                      : h.conflict
                          ? SV("The sources disagree on the vote; each account stands below.")
                          : decided_sentence(d, outlets_words(d, &h.outlets));
        add_entry(d, &h.told, d->roll->seq);
    } else if (!d->main && accounts.n) {
        q->sentence = heard_sentence(d, &h);
    }
    if (d->veto_open) {
        q->more = page_stop(d->cx->a,
                            sv_fmt(d->cx->a, "It is subject to veto until %.*s",
                                   SV_ARG(page_moment_words(d->cx->a, d->b.zone, d->veto_until))));
    }
    if (d->main && !d->decided && d->f.item.has_decided_seq) {
        add_entry(d, &h.seqs, d->f.item.decided_seq);
        q->more = sv_is(d->f.item.outcome, "vetoed")
                      ? SV("It was vetoed; the body may override the veto.")
                      : SV("It was vetoed, and the veto stands: it is not adopted.");
    }
    give_accounts(&h, answer);
    const char *status = status_of(d->main != NULL, rolls || accounts.n, h.conflict);
    if (status) {
        finish(d, q, status, answer, &h);
    }
}

static sv named(struct deciding *d, const struct view_ballot *ballots, size_t n, const char *choice)
{
    sv *names = arena_array(d->cx->a, sv, n);
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        if (sv_is(ballots[i].choice, choice)) {
            names[found++] = ballots[i].name;
        }
    }
    return page_and(d->cx->a, names, found);
}

/* "Yes: A, B and C.  No: D and E." */
static sv ballots_sentence(struct deciding *d, const struct view_ballot *ballots, size_t n)
{
    static const char *const words[][2] = {{"yes", "Yes"},
                                           {"no", "No"},
                                           {"abstain", "Abstaining"},
                                           {"absent", "Absent"},
                                           {"recused", "Recused"}};
    sv s = SV_NONE;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        sv names = named(d, ballots, n, words[i][0]);
        if (names.n) {
            s = sv_fmt(d->cx->a, "%.*s%s%s: %.*s.", SV_ARG(s), s.n ? " " : "", words[i][1],
                       SV_ARG(names));
        }
    }
    return s;
}

static void votes_by_name(struct deciding *d, struct view_question *q, struct view_answer *answer,
                          struct list *seqs)
{
    const motion_row *m = d->main;
    struct arena *a = d->cx->a;
    page_ballots(d->cx, &d->b, m, d->votes, d->votes_n, &answer->ballots, &answer->ballots_n);
    answer->mover = m->mover;
    answer->mover_name = page_name(&d->b, m->mover);
    answer->seconder = m->seconder;
    answer->method = m->method;
    add_entry(d, seqs, m->moved_seq);
    q->shown_n = 1;
    if (m->has_seconded_seq) {
        q->shown_n = 2;
        add_entry(d, seqs, m->seconded_seq);
        answer->seconder_name = page_name(&d->b, m->seconder);
    }
    for (size_t i = 0; i < answer->ballots_n; i++) {
        add_entry(d, seqs, answer->ballots[i].entry);
    }
    sv moved = sv_fmt(a, "Moved by %.*s", SV_ARG(answer->mover_name));
    moved = answer->seconder_name.n
                ? sv_fmt(a, "%.*s, seconded by %.*s.", SV_ARG(moved), SV_ARG(answer->seconder_name))
                : sv_fmt(a, "%.*s.", SV_ARG(moved));
    sv how = answer->ballots_n             ? ballots_sentence(d, answer->ballots, answer->ballots_n)
             : sv_is(m->method, "consent") ? SV("By unanimous consent: no member objected.")
                                           : SV("By voice: no votes by name were taken.");
    q->sentence = sv_fmt(a, "%.*s %.*s", SV_ARG(moved), SV_ARG(how));
}

static void answer_votes(struct deciding *d, struct view_question *q)
{
    struct view_answer *answer = arena_new(d->cx->a, struct view_answer);
    struct heard facts = hear(d, Q_VOTES), h = {0};
    bool rolls = false;
    if (d->main) {
        votes_by_name(d, q, answer, &h.seqs);
    } else if (d->decided) {
        rolls = hear_rolls(d, false, answer, &h);
        if (h.conflict) {
            rolls = hear_rolls(d, true, answer, &h);
            q->sentence = SV("The sources disagree on who voted how; each roll stands below.");
        } else if (rolls) {
            answer->rolls_n = 0;
            page_roll_ballots(d->cx, &d->b, d->votes, d->votes_n, d->roll->seq, &answer->ballots,
                              &answer->ballots_n);
            q->sentence = sv_fmt(d->cx->a, "%.*s As reported by %.*s.",
                                 SV_ARG(ballots_sentence(d, answer->ballots, answer->ballots_n)),
                                 SV_ARG(outlets_words(d, &h.outlets)));
            q->more = SV("Who moved and who seconded it is not in the record.");
        }
    }
    if (!d->main && !rolls && facts.accounts.n) {
        q->sentence = heard_sentence(d, &facts);
        h.told = facts.told;
    }
    for (size_t i = 0; i < facts.seqs.n; i++) {
        add_entry(d, &h.seqs, ((int64_t *)facts.seqs.p)[i]);
    }
    give_accounts(&facts, answer);
    const char *status =
        status_of(d->main != NULL, rolls || facts.accounts.n, h.conflict || facts.conflict);
    if (status) {
        finish(d, q, status, answer, &h);
    }
}

/* ---- reasons ---- */

static sv side_words(sv side)
{
    return sv_is(side, "for")       ? SV("speaking for it")
           : sv_is(side, "against") ? SV("speaking against it")
                                    : SV("no side stated");
}

static sv reasons_sentence(struct deciding *d, int64_t for_it, int64_t against, int64_t neither)
{
    struct arena *a = d->cx->a;
    if (!for_it && !against) {
        return sv_fmt(a, "%.*s reason%s on record, with no side stated, each as its entry has it.",
                      SV_ARG(page_capital(a, page_number(a, neither))),
                      neither == 1 ? " is" : "s are");
    }
    sv s = sv_fmt(a, "%.*s for it and %.*s against it",
                  SV_ARG(for_it ? page_capital(a, page_number(a, for_it)) : SV("None")),
                  SV_ARG(against ? page_number(a, against) : SV("none")));
    if (neither) {
        s = sv_fmt(a, "%.*s, and %.*s with no side stated", SV_ARG(s),
                   SV_ARG(page_number(a, neither)));
    }
    return sv_fmt(a, "%.*s: the reasons that officials gave, each as its entry has it.", SV_ARG(s));
}

static void answer_reasons(struct deciding *d, struct view_question *q)
{
    struct view_answer *answer = arena_new(d->cx->a, struct view_answer);
    struct heard h = hear(d, Q_REASONS);
    struct view_reason *v = arena_array(d->cx->a, struct view_reason, d->reasons_n);
    bool witnessed = false;
    int64_t sides[3] = {0};
    for (size_t i = 0; i < d->reasons_n; i++) {
        const struct q_page_reasons_of_item_out *r = &d->reasons[i];
        v[i] = (struct view_reason){.member = r->member,
                                    .name = page_name(&d->b, r->member),
                                    .side = r->side,
                                    .side_words = side_words(r->side),
                                    .sentence = r->words,
                                    .entry = r->seq,
                                    .has_corrected = page_corrected(d->cx, r->seq) != 0,
                                    .corrected = page_corrected(d->cx, r->seq),
                                    .who = page_url_member(d->cx, d->b.id, r->member)};
        if (r->reported && r->outlet.n) {
            struct view_source *s = arena_new(d->cx->a, struct view_source);
            *s = page_source(d->cx, r->outlet, r->title, r->address, r->retrieved);
            v[i].source = s;
        }
        witnessed = witnessed || !r->reported;
        sides[sv_is(r->side, "for") ? 0 : sv_is(r->side, "against") ? 1 : 2]++;
        add_entry(d, &h.seqs, r->seq);
    }
    answer->reasons = v;
    answer->reasons_n = d->reasons_n;
    give_accounts(&h, answer);
    if (d->reasons_n) {
        q->sentence = reasons_sentence(d, sides[0], sides[1], sides[2]);
    } else if (h.accounts.n) {
        q->sentence = heard_sentence(d, &h);
    }
    const char *status = status_of(witnessed, d->reasons_n || h.accounts.n, h.conflict);
    if (status) {
        finish(d, q, status, answer, &h);
    }
}

/* ---- other motions ---- */

static sv motions_sentence(struct deciding *d, const struct view_motion *v, size_t n)
{
    struct arena *a = d->cx->a;
    if (n == 0) {
        return SV("No other motion was made on it.");
    }
    sv *names = arena_array(a, sv, n);
    for (size_t i = 0; i < n; i++) {
        names[i] = sv_fmt(
            a, "%.*s (%.*s)", SV_ARG(v[i].name),
            SV_ARG(page_small(a, page_result_words(a, &(struct tally){.state = v[i].state}))));
    }
    return sv_fmt(a, "%.*s other %s: %.*s.", SV_ARG(page_capital(a, page_number(a, (int64_t)n))),
                  n == 1 ? "motion was made" : "motions were made", SV_ARG(page_and(a, names, n)));
}

static void answer_motions(struct deciding *d, struct view_question *q)
{
    struct view_answer *answer = arena_new(d->cx->a, struct view_answer);
    struct heard h = hear(d, Q_MOTIONS);
    struct list motions = {0};
    for (size_t i = 0; i < d->f.motions_n; i++) {
        const motion_row *m = &d->f.motions[i];
        if (m == d->main) {
            continue;
        }
        bool here = sv_eq(m->meeting, d->meeting);
        *LIST_ADD(d->cx->a, &motions, struct view_motion) =
            page_motion(d->cx, &d->b, m, d->f.item.type, d->votes, here ? d->votes_n : 0);
        add_entry(d, &h.seqs, m->moved_seq);
    }
    answer->motions = motions.p;
    answer->motions_n = motions.n;
    give_accounts(&h, answer);
    for (size_t i = 0; i < d->f.suggestions_n; i++) {
        const struct q_page_suggestions_of_out *g = &d->f.suggestions[i];
        sv said = page_suggestion_words(d->cx, &d->b, g->type, g->has_to_day, g->to_day, g->member);
        q->more = sv_fmt(d->cx->a, "%.*s%s%.*s", SV_ARG(q->more), i ? " " : "", SV_ARG(said));
        add_entry(d, &h.seqs, g->seq);
    }
    bool witnessed = motions.n || d->main || d->f.suggestions_n;
    if (witnessed) {
        q->sentence = motions_sentence(d, motions.p, motions.n);
        if (!motions.n && d->main) {
            add_entry(d, &h.seqs, d->main->announced_seq);
        }
    } else if (h.accounts.n) {
        q->sentence = heard_sentence(d, &h);
    }
    const char *status = status_of(witnessed, h.accounts.n, h.conflict);
    if (status) {
        finish(d, q, status, answer, &h);
    }
}

/* ---- the text ---- */

static const struct view_text_version *best_text(const struct view_text_version *v, size_t n)
{
    static const char *const order[] = {"as-voted", "signed", "proposed", "template", "other"};
    for (size_t o = 0; o < sizeof order / sizeof *order; o++) {
        for (size_t i = n; i > 0; i--) {
            if (sv_is(v[i - 1].state, order[o])) {
                return &v[i - 1];
            }
        }
    }
    return NULL;
}

static void answer_text(struct deciding *d, struct view_question *q)
{
    struct view_answer *answer = arena_new(d->cx->a, struct view_answer);
    struct heard h = hear(d, Q_TEXT);
    bool witnessed = false;
    page_texts(d->cx, &d->f, &answer->texts, &answer->texts_n);
    for (size_t i = 0; i < d->f.texts_n; i++) {
        witnessed = witnessed || !d->f.texts[i].reported;
        add_entry(d, &h.seqs, d->f.texts[i].seq);
    }
    give_accounts(&h, answer);
    const struct view_text_version *best = best_text(answer->texts, answer->texts_n);
    if (best) {
        bool voted = sv_is(best->state, "as-voted");
        q->sentence = sv_fmt(d->cx->a, "On record is “%.*s” (%.*s)%s.", SV_ARG(best->title),
                             SV_ARG(best->state_words),
                             voted ? "" : "; the text as voted is not in the record");
    } else if (h.accounts.n) {
        q->sentence = heard_sentence(d, &h);
    }
    const char *status = status_of(witnessed, best || h.accounts.n, h.conflict);
    if (status) {
        finish(d, q, status, answer, &h);
    }
}

/* ---- what comes next ---- */

static sv upcoming(struct deciding *d, int64_t *ret_seq)
{
    date today = page_local_day(d->b.zone, d->cx->now);
    for (size_t i = 0; i < d->f.agendas_n; i++) {
        const struct q_page_agendas_of_item_out *g = &d->f.agendas[i];
        if (sv_is(g->status, "called") && g->day >= today.days && !g->reported) {
            *ret_seq = g->seq;
            page_turns(d->cx, sys_zone_instant(d->b.zone, (date){(int32_t)g->day + 1}, 0));
            return sv_fmt(d->cx->a, "It is on the agenda of the meeting of %.*s.",
                          SV_ARG(page_day_words(d->cx->a, (date){(int32_t)g->day})));
        }
    }
    return SV_NONE;
}

/* One more sentence of what is due; the first is the answer, the others stand after it. */
static void say_next(struct deciding *d, struct view_question *q, sv sentence)
{
    if (!q->sentence.n) {
        q->sentence = sentence;
    } else {
        q->more =
            sv_fmt(d->cx->a, "%.*s%s%.*s", SV_ARG(q->more), q->more.n ? " " : "", SV_ARG(sentence));
    }
}

/* What is due under the agreements that the decision approved, when they end and how. */
static void say_agreements(struct deciding *d, struct view_question *q, struct list *due,
                           struct heard *h)
{
    for (size_t i = 0; i < d->agreements_n; i++) {
        const struct due_answer *r = &d->agreements[i];
        if (r->sentence.n) {
            say_next(d, q, r->sentence);
        }
        for (size_t k = 0; k < r->late_n + r->next_n; k++) {
            const struct view_due_day *day = k < r->late_n ? &r->late[k] : &r->next[k - r->late_n];
            *LIST_ADD(d->cx->a, due, struct view_due_day) = *day;
            add_entry(d, &h->seqs, day->entry);
        }
        if (r->expiry.n) {
            say_next(d, q, r->expiry);
            add_entry(d, &h->seqs, r->expiry_seq);
        }
        for (size_t k = 0; k < r->endings_n; k++) {
            say_next(d, q, r->endings[k]);
            add_entry(d, &h->seqs, r->endings_seq[k]);
        }
    }
}

static void answer_next(struct deciding *d, struct view_question *q)
{
    struct view_answer *answer = arena_new(d->cx->a, struct view_answer);
    struct heard h = hear(d, Q_NEXT);
    int64_t seq = -1;
    sv coming = upcoming(d, &seq);
    bool witnessed = coming.n > 0 || d->due_n > 0;
    if (coming.n) {
        say_next(d, q, coming);
        add_entry(d, &h.seqs, seq);
    }
    if (d->has_veto && (!coming.n || d->veto_open)) {
        sv when = page_moment_words(d->cx->a, d->b.zone, d->veto_until);
        say_next(d, q,
                 d->veto_open
                     ? sv_fmt(d->cx->a, "It can be vetoed until %.*s; after that it is final.",
                              SV_ARG(when))
                     : page_stop(d->cx->a, sv_fmt(d->cx->a, "The time for a veto ended on %.*s",
                                                  SV_ARG(when))));
        witnessed = witnessed || d->main != NULL;
        add_entry(d, &h.seqs, d->f.item.decided_seq);
    }
    if (sv_is(d->f.item.outcome, "vetoed") && d->f.item.has_decided_seq) {
        say_next(d, q, SV("It was vetoed: the body decides whether to override the veto."));
        witnessed = true;
        add_entry(d, &h.seqs, d->f.item.decided_seq);
    }
    for (size_t i = 0; i < d->due_n; i++) {
        say_next(d, q, d->due[i].sentence);
        add_entry(d, &h.seqs, d->due[i].seq);
    }
    struct list due = {0};
    size_t rests = h.seqs.n;
    say_agreements(d, q, &due, &h);
    bool followed = h.seqs.n > rests;
    answer->due = due.p;
    answer->due_n = due.n;
    if (!q->sentence.n && h.accounts.n) {
        q->sentence = heard_sentence(d, &h);
    }
    give_accounts(&h, answer);
    const char *status =
        status_of(witnessed || (followed && d->agreements_witnessed),
                  h.accounts.n || followed || (d->has_veto && d->roll), h.conflict);
    if (status) {
        finish(d, q, status, answer, &h);
    }
}

/* ---- effects ---- */

static void answer_effects(struct deciding *d, struct view_question *q)
{
    struct view_answer *answer = arena_new(d->cx->a, struct view_answer);
    struct heard h = hear(d, Q_EFFECTS);
    struct list claims = {0};
    bool witnessed = false;
    for (size_t i = 0; i < d->agreements_n; i++) {
        const struct effects *e = &d->effects[i];
        witnessed = witnessed || e->witnessed;
        if (e->sentence.n) {
            say_next(d, q, e->sentence);
        }
        for (size_t k = 0; k < e->claims_n; k++) {
            *LIST_ADD(d->cx->a, &claims, struct view_effect_claim) = e->claims[k];
            add_entry(d, &h.seqs, e->claims[k].entry);
        }
        for (size_t k = 0; k < e->measures_n; k++) {
            const struct view_effect_measure *m = &e->measures[k];
            add_entry(d, &h.seqs, m->entry);
            for (size_t j = 0; j < m->findings_n; j++) {
                add_entry(d, &h.seqs, m->findings[j].entry);
            }
        }
    }
    answer->effects = claims.p;
    answer->effects_n = claims.n;
    if (!q->sentence.n && h.accounts.n) {
        q->sentence = heard_sentence(d, &h);
    }
    give_accounts(&h, answer);
    const char *status = status_of(witnessed, h.seqs.n > 0, h.conflict);
    if (status) {
        finish(d, q, status, answer, &h);
    }
}

/* ---- what only sources can say as yet ---- */

static void answer_heard(struct deciding *d, enum rec_question id, struct view_question *q)
{
    struct heard h = hear(d, id);
    if (h.accounts.n) {
        struct view_answer *answer = arena_new(d->cx->a, struct view_answer);
        give_accounts(&h, answer);
        q->sentence = heard_sentence(d, &h);
        finish(d, q, status_of(false, true, h.conflict), answer, &h);
    }
}

/* What is on record of the agreements that the decision approved; beside it, what sources say. */
static err *answer_followed(struct deciding *d, enum rec_question id, struct view_question *q)
{
    struct heard h = hear(d, id);
    struct list lines = {0};
    struct view_answer *answer = arena_new(d->cx->a, struct view_answer);
    for (size_t i = 0; i < d->agreements_n; i++) {
        sv sentence;
        TRY(agreement_answer(d->cx, &d->followed[i], id, &lines, &sentence));
        if (sentence.n) {
            say_next(d, q, sentence);
        }
    }
    bool witnessed = false;
    const struct view_agreement_line *all = lines.p;
    for (size_t i = 0; i < lines.n; i++) {
        add_entry(d, &h.seqs, all[i].entry);
        witnessed = witnessed || !all[i].source;
    }
    answer->lines = lines.p;
    answer->lines_n = lines.n;
    give_accounts(&h, answer);
    if (!q->sentence.n && h.accounts.n) {
        q->sentence = heard_sentence(d, &h);
    }
    const char *status = status_of(witnessed, lines.n || h.accounts.n, h.conflict);
    if (status) {
        finish(d, q, status, answer, &h);
    }
    return NULL;
}

/* What the agency reports is a witnessed table of its report; sources' accounts stand beside it. */
static void answer_activity(struct deciding *d, struct view_question *q)
{
    struct heard h = hear(d, Q_ACTIVITY);
    if (!d->activity.n) {
        answer_heard(d, Q_ACTIVITY, q);
        return;
    }
    struct view_answer *answer = arena_new(d->cx->a, struct view_answer);
    give_accounts(&h, answer);
    q->sentence = d->activity;
    add_entry(d, &h.seqs, d->activity_seq);
    finish(d, q, status_of(true, h.accounts.n > 0, h.conflict), answer, &h);
}

/* What stands where nothing is known; the first where the program follows the matter. */
static const struct {
    const char *status, *sentence;
} unknown[REC_QUESTIONS] = {
    [Q_OUTCOME] =
        {"not-in-record",
         "No decision on it is in the record; it stands here when the chair announces one."},
    [Q_VOTES] = {"not-in-record",
                 "No vote on it is in the record; the votes stand here as they are cast."},
    [Q_REASONS] = {"not-in-record", "No official's reasons are in the record; they stand here once "
                                    "the clerk or a named source enters them."},
    [Q_MOTIONS] = {"not-in-record", "No other motion on it is in the record."},
    [Q_TESTIMONY] = {"not-followed-yet",
                     "This program does not follow testimony yet, and no source's account of who "
                     "spoke and wrote is in the record."},
    [Q_TEXT] = {"not-in-record",
                "No text of it is in the record; it stands here once it is filed."},
    [Q_HOLDERS] =
        {"not-in-record",
         "Nobody is on record as nominated, trained or holding authority under it; that stands "
         "here once an agreement that it approved is registered and holders are entered."},
    [Q_POWERS] = {"not-in-record", "No agreement that it approved is on record with its powers; "
                                   "they stand here with their clauses once it is registered."},
    [Q_PROTOCOLS] = {"not-in-record", "No protocol under it is in the record."},
    [Q_ACTIVITY] = {"not-in-record",
                    "No table of what was done under it is published, and no source's account of "
                    "it is in the record. No report is not zero."},
    [Q_EFFECTS] = {"not-in-record",
                   "No effect that anyone expected is in the record; each stands here once the "
                   "clerk enters it, with the measure that tests it."},
    [Q_COST] = {"not-in-record", "What it costs and brings in is not in the record."},
    [Q_CHALLENGES] = {"not-in-record", "Nothing that contests it is in the record."},
    [Q_NEXT] = {"not-in-record", "Nothing that is due next is in the record."}};

err *page_questions(struct deciding *d, const struct view_question **ret, size_t *ret_n)
{
    struct view_question *all = arena_array(d->cx->a, struct view_question, REC_QUESTIONS);
    for (int i = 0; i < REC_QUESTIONS; i++) {
        enum rec_question id = (enum rec_question)i;
        struct view_question *q = &all[i];
        q->id = sv_of(rec_question_ids[i]);
        q->heading = page_question_heading(id);
        q->place = url_path(d->cx->a, "/decisions/{}/{}#{}", d->b.id, d->f.file, q->id);
        switch (id) {
        case Q_OUTCOME: answer_outcome(d, q); break;
        case Q_VOTES: answer_votes(d, q); break;
        case Q_REASONS: answer_reasons(d, q); break;
        case Q_MOTIONS: answer_motions(d, q); break;
        case Q_TEXT: answer_text(d, q); break;
        case Q_ACTIVITY: answer_activity(d, q); break;
        case Q_NEXT: answer_next(d, q); break;
        case Q_EFFECTS: answer_effects(d, q); break;
        case Q_HOLDERS:
        case Q_POWERS:
        case Q_PROTOCOLS:
        case Q_COST:
        case Q_CHALLENGES: TRY(answer_followed(d, id, q)); break;
        case Q_TESTIMONY:
        case REC_QUESTIONS: answer_heard(d, id, q); break;
        }
        if (!q->status.n) {
            q->status = sv_of(unknown[i].status);
            q->sentence = sv_of(unknown[i].sentence);
        }
        q->status_words = page_answer_status_words(q->status);
    }
    *ret = all;
    *ret_n = REC_QUESTIONS;
    return NULL;
}
