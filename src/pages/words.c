/* Days, times, names and codes in plain English. */
#include "pages/inner.h"

#include <string.h>

/* ---- days and times ---- */

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const weekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};

sv page_day_words(struct arena *a, date d)
{
    struct civil c = civil_of_date(d);
    return sv_fmt(a, "%s %d, %d", months[c.month - 1], c.day, c.year);
}

sv page_weekday_words(struct arena *a, date d)
{
    return sv_fmt(a, "%s, %.*s", weekdays[civil_of_date(d).weekday], SV_ARG(page_day_words(a, d)));
}

sv page_clock_words(struct arena *a, const struct zone *z, instant t)
{
    struct civil c = sys_zone_civil(z, t);
    int hour = c.hour % 12 ? c.hour % 12 : 12;
    return sv_fmt(a, "%d:%02d %s", hour, c.minute, c.hour < 12 ? "a.m." : "p.m.");
}

date page_local_day(const struct zone *z, instant t)
{
    struct civil c = sys_zone_civil(z, t);
    return date_of_civil(c.year, c.month, c.day);
}

sv page_moment_words(struct arena *a, const struct zone *z, instant t)
{
    return sv_fmt(a, "%.*s, at %.*s", SV_ARG(page_day_words(a, page_local_day(z, t))),
                  SV_ARG(page_clock_words(a, z, t)));
}

static sv one_moment(struct arena *a, const struct zone *z, sv text)
{
    instant t;
    date d;
    if (date_parse(text, &d)) {
        return page_day_words(a, d);
    }
    return instant_parse(text, &t) ? page_moment_words(a, z, t) : SV_NONE;
}

sv page_at_words(struct arena *a, const struct zone *z, const struct jv *at)
{
    if (!at) {
        return SV_NONE;
    }
    if (at->type == JV_STRING) {
        return one_moment(a, z, at->text);
    }
    sv from = one_moment(a, z, jv_get_sv(at, "from")), to = one_moment(a, z, jv_get_sv(at, "to"));
    return from.n && to.n ? sv_fmt(a, "between %.*s and %.*s", SV_ARG(from), SV_ARG(to)) : SV_NONE;
}

sv page_at_text_words(struct arena *a, const struct zone *z, sv at)
{
    struct jv *v = NULL;
    return at.n && !jv_parse(a, at, &v) ? page_at_words(a, z, v) : SV_NONE;
}

/* ---- sentences ---- */

sv page_capital(struct arena *a, sv s)
{
    if (s.n == 0 || s.p[0] < 'a' || s.p[0] > 'z') {
        return s;
    }
    return sv_fmt(a, "%c%.*s", s.p[0] - 'a' + 'A', SV_ARG(sv_sub(s, 1, s.n)));
}

sv page_small(struct arena *a, sv s)
{
    bool capital = s.n && s.p[0] >= 'A' && s.p[0] <= 'Z';
    return capital ? sv_fmt(a, "%c%.*s", s.p[0] - 'A' + 'a', SV_ARG(sv_sub(s, 1, s.n))) : s;
}

sv page_short(struct arena *a, sv s, size_t n)
{
    enum { WORD_BYTES = 24 };
    size_t end = n;
    if (s.n <= n) {
        return s;
    }
    while (end && ((unsigned char)s.p[end] & 0xc0) == 0x80) {
        end--;
    }
    for (size_t i = end; i > 0 && end - i < WORD_BYTES; i--) {
        if (s.p[i] == ' ') {
            end = i;
            break;
        }
    }
    return sv_fmt(a, "%.*s…", SV_ARG(sv_sub(s, 0, end)));
}

sv page_number(struct arena *a, int64_t n)
{
    static const char *const words[] = {"no",    "one",   "two",  "three", "four",   "five",  "six",
                                        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    return n >= 0 && n <= 12 ? sv_of(words[n]) : sv_fmt(a, "%lld", (long long)n);
}

sv page_and(struct arena *a, const sv *names, size_t n)
{
    sv all = SV_NONE;
    for (size_t i = 0; i < n; i++) {
        const char *between = i == 0 ? "" : i + 1 == n ? " and " : ", ";
        all = sv_fmt(a, "%.*s%s%.*s", SV_ARG(all), between, SV_ARG(names[i]));
    }
    return all;
}

sv page_stop(struct arena *a, sv s)
{
    char last = s.n ? s.p[s.n - 1] : '.';
    bool ends = last == '.' || last == '!' || last == '?' || last == '"';
    return ends || sv_ends(s, SV("”")) ? s : sv_fmt(a, "%.*s.", SV_ARG(s));
}

/* ---- codes ---- */

struct word {
    const char *code, *words;
};

static sv look_up(const struct word *words, size_t n, sv code)
{
    for (size_t i = 0; i < n; i++) {
        if (sv_is(code, words[i].code)) {
            return sv_of(words[i].words);
        }
    }
    return code;
}
#define LOOK_UP(words, code) look_up((words), sizeof(words) / sizeof *(words), (code))

sv page_item_type_words(sv type)
{
    static const struct word words[] = {{"resolution", "Resolution"},
                                        {"ordinance", "Ordinance"},
                                        {"hearing", "Public hearing"},
                                        {"presentation", "Presentation"},
                                        {"discussion", "Discussion"},
                                        {"minutes", "Minutes"},
                                        {"other", "Item"},
                                        {"", "Item"}};
    return LOOK_UP(words, type);
}

sv page_meeting_type_words(sv type)
{
    static const struct word words[] = {{"regular", "regular meeting"},
                                        {"special", "special meeting"},
                                        {"emergency", "emergency meeting"},
                                        {"workshop", "workshop"},
                                        {"", "meeting"}};
    return LOOK_UP(words, type);
}

sv page_status_words(sv status)
{
    static const struct word words[] = {
        {"called", "called"},       {"open", "in session"},
        {"recess", "in recess"},    {"closed-session", "in closed session"},
        {"adjourned", "adjourned"}, {"cancelled", "not held"}};
    return LOOK_UP(words, status);
}

sv page_office_words(sv office)
{
    static const struct word words[] = {
        {"member", "Member"}, {"chair", "Chair"},           {"vice-chair", "Vice chair"},
        {"mayor", "Mayor"},   {"manager", "Manager"},       {"attorney", "Attorney"},
        {"clerk", "Clerk"},   {"chief", "Chief of police"}, {"other", "Official"}};
    return LOOK_UP(words, office);
}

sv page_question_heading(enum rec_question q)
{
    static const char *const headings[REC_QUESTIONS] = {
        [Q_OUTCOME] = "What was decided?",
        [Q_VOTES] = "How did each member vote?",
        [Q_REASONS] = "Which reasons were given?",
        [Q_MOTIONS] = "Which other motions were made?",
        [Q_TESTIMONY] = "Who spoke and wrote?",
        [Q_TEXT] = "What exactly was approved?",
        [Q_HOLDERS] = "Who holds authority under it?",
        [Q_POWERS] = "What may they do?",
        [Q_PROTOCOLS] = "Which protocols bind them?",
        [Q_ACTIVITY] = "What has been done under it?",
        [Q_EFFECTS] = "Which effects were expected, and what do the data say?",
        [Q_COST] = "What does it cost and bring in?",
        [Q_CHALLENGES] = "What contests it?",
        [Q_NEXT] = "What comes next?"};
    return sv_of(headings[q]);
}

sv page_answer_status_words(sv status)
{
    static const struct word words[] = {{"answered", "on record"},
                                        {"reported", "as reported"},
                                        {"sources-conflict", "sources disagree"},
                                        {"not-in-record", "not in the record"},
                                        {"not-followed-yet", "not followed yet"}};
    return LOOK_UP(words, status);
}

sv page_departure_words(sv departure)
{
    static const struct word words[] = {{"no-point-raised", "no point of order was raised"},
                                        {"ruled-in-order", "the chair ruled it in order"},
                                        {"appeal", "the body decided so on appeal"},
                                        {"rules-suspended", "the rules were suspended"}};
    return LOOK_UP(words, departure);
}

void page_choice(sv choice, sv *ret_mark, sv *ret_word)
{
    static const struct {
        const char *choice, *mark, *word;
    } choices[] = {{"yes", "✓", "Yes"},
                   {"no", "✕", "No"},
                   {"abstain", "–", "Abstain"},
                   {"absent", "·", "Absent"},
                   {"recused", "⊘", "Recused"},
                   {"present", "•", "here"},
                   {"remote", "◦", "from elsewhere"},
                   {"left", "·", "has left"},
                   {"not-noted", "–", "not noted yet"}};
    *ret_mark = SV("_");
    *ret_word = SV("not yet");
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        if (sv_is(choice, choices[i].choice)) {
            *ret_mark = sv_of(choices[i].mark);
            *ret_word = sv_of(choices[i].word);
        }
    }
}

/* ---- motions ---- */

static sv adopt_words(sv item_type)
{
    static const struct word words[] = {{"resolution", "adopt the resolution"},
                                        {"ordinance", "adopt the ordinance"},
                                        {"minutes", "approve the minutes"}};
    sv said = LOOK_UP(words, item_type);
    return sv_eq(said, item_type) ? SV("adopt the motion") : said;
}

sv page_outcome_words(sv outcome)
{
    static const struct word words[] = {{"adopted", "Adopted"},
                                        {"lost", "Lost"},
                                        {"denied", "Denied"},
                                        {"first-reading", "Passed on an earlier reading"},
                                        {"postponed", "Deferred"},
                                        {"referred", "Referred to a committee"},
                                        {"tabled", "Laid on the table"},
                                        {"postponed-indefinitely", "Dropped without a vote on it"},
                                        {"not-considered", "Not taken up"},
                                        {"rescinded", "Rescinded"},
                                        {"vetoed", "Vetoed"},
                                        {"veto-sustained", "Not adopted: the veto stands"},
                                        {"withdrawn", "Withdrawn"}};
    sv said = LOOK_UP(words, outcome);
    return sv_eq(said, outcome) ? SV("Not decided yet") : said;
}

bool page_decided(sv outcome)
{
    return sv_is(outcome, "adopted") || sv_is(outcome, "lost") || sv_is(outcome, "denied");
}

sv page_there_words(struct arena *a, int64_t here, int64_t remote, int64_t members)
{
    sv said =
        sv_fmt(a, "%.*s of %.*s members present", SV_ARG(page_capital(a, page_number(a, here))),
               SV_ARG(page_number(a, members)));
    return remote ? sv_fmt(a, "%.*s, %.*s more from elsewhere", SV_ARG(said),
                           SV_ARG(page_number(a, remote)))
                  : said;
}

bool page_over(sv outcome)
{
    return page_decided(outcome) || sv_is(outcome, "postponed-indefinitely") ||
           sv_is(outcome, "not-considered") || sv_is(outcome, "rescinded") ||
           sv_is(outcome, "veto-sustained") || sv_is(outcome, "withdrawn");
}

bool page_debatable(const struct pack *pack, enum motion_type type)
{
    bool known = pack && type < MOTION_COUNT && pack->motion[type].defined;
    return !known || pack->motion[type].debatable != DEBATE_NO;
}

sv page_motion_words(struct arena *a, sv type, sv item_type, bool has_to, int64_t to_day)
{
    static const struct word words[] = {
        {"fix-time", "fix the time to meet again"},
        {"adjourn", "adjourn"},
        {"recess", "take a recess"},
        {"privilege", "raise a question of privilege"},
        {"orders-of-the-day", "call for the orders of the day"},
        {"lay-on-the-table", "lay the item on the table"},
        {"previous-question", "end debate and vote"},
        {"limit-debate", "limit debate"},
        {"refer", "refer the item"},
        {"amend", "amend"},
        {"postpone-indefinitely", "drop the item without a vote on it"},
        {"point-of-order", "raise a point of order"},
        {"appeal", "appeal from the chair's ruling"},
        {"suspend-rules", "suspend the rules"},
        {"object-to-consideration", "object to taking up the item"},
        {"division-of-question", "divide the question"},
        {"consider-by-paragraph", "consider it by paragraph"},
        {"division-of-assembly", "count the vote again"},
        {"method-of-voting", "set the way of voting"},
        {"withdraw", "withdraw a motion"},
        {"consent-agenda", "adopt the consent agenda"},
        {"override-veto", "override the veto"},
        {"inquiry", "ask a question of order"},
        {"reconsider", "reconsider"},
        {"rescind", "rescind or amend what was adopted"},
        {"take-from-the-table", "take the item from the table"},
        {"discharge", "discharge a committee"}};
    if (sv_is(type, "main")) {
        return adopt_words(item_type);
    }
    if (sv_is(type, "postpone-definite")) {
        return has_to
                   ? sv_fmt(a, "defer to %.*s", SV_ARG(page_day_words(a, (date){(int32_t)to_day})))
                   : SV("defer the item");
    }
    return LOOK_UP(words, type);
}

/* What an amendment does to the text. */
static sv form_words(sv form)
{
    static const struct word words[] = {
        {"insert", "amend by inserting words"},    {"add", "amend by adding words"},
        {"strike", "amend by striking words out"}, {"replace", "amend by replacing words"},
        {"substitute", "amend by a substitute"},   {"blank", "fill the blank"}};
    sv said = LOOK_UP(words, form);
    return form.n && !sv_eq(said, form) ? said : SV("amend");
}

static sv main_words(struct arena *a, const motion_row *m, sv item_type)
{
    static const struct word words[] = {{"deny", "deny the item"},
                                        {"accept", "accept the item"},
                                        {"direct", "give a direction"},
                                        {"other", "do what the mover says"}};
    sv said = LOOK_UP(words, m->action);
    sv what = m->action.n && !sv_eq(said, m->action) ? said : adopt_words(item_type);
    return m->has_reading ? sv_fmt(a, "%.*s, reading %lld", SV_ARG(what), (long long)m->reading)
                          : what;
}

sv page_row_words(struct arena *a, const motion_row *m, sv item_type)
{
    sv plain = page_motion_words(a, m->type, item_type, m->has_to_day, m->to_day);
    if (sv_is(m->type, "main")) {
        return main_words(a, m, item_type);
    }
    if (sv_is(m->type, "amend")) {
        sv how = form_words(m->form);
        return m->has_target ? sv_fmt(a, "%.*s (motion %lld)", SV_ARG(how), (long long)m->target)
                             : how;
    }
    if (m->committee.n) {
        return sv_fmt(a, "refer the item to %.*s", SV_ARG(m->committee));
    }
    if (m->has_minutes) {
        return sv_fmt(a, "%.*s, %lld minutes", SV_ARG(plain), (long long)m->minutes);
    }
    bool about = sv_is(m->type, "reconsider") || sv_is(m->type, "rescind") ||
                 sv_is(m->type, "take-from-the-table") || sv_is(m->type, "discharge") ||
                 sv_is(m->type, "withdraw") || sv_is(m->type, "appeal");
    return about && m->has_target
               ? sv_fmt(a, "%.*s (motion %lld)", SV_ARG(plain), (long long)m->target)
               : plain;
}

sv page_suggestion_words(struct page_cx *cx, const struct body_view *b, sv type, bool has_to,
                         int64_t to_day, sv member)
{
    sv what = page_capital(cx->a, page_motion_words(cx->a, type, SV_NONE, has_to, to_day));
    return sv_fmt(cx->a, "%.*s: called for by %.*s; nobody moved it.", SV_ARG(what),
                  SV_ARG(page_name(b, member)));
}
