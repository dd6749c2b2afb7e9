/* The kinds of entries as data, and the check against them. */
#include "record/kinds.h"

#include <string.h>

#include "base/limits.h"
#include "base/moment.h"
#include "base/utf8.h"
#include "record/media.h"

#define R            REC_REQUIRED
#define W            REC_WRITER
#define FIELDS(name) static const struct rec_field name[]
#define END                                                                                        \
    {                                                                                              \
        .name = NULL                                                                               \
    }
#define F_ID(n, f, h)                                                                              \
    {                                                                                              \
        .name = (n), .type = REC_ID, .flags = (f), .help = (h)                                     \
    }
#define F_IDS(n, f, h)                                                                             \
    {                                                                                              \
        .name = (n), .type = REC_IDS, .flags = (f), .help = (h)                                    \
    }
#define F_CODE(n, f, c, h)                                                                         \
    {                                                                                              \
        .name = (n), .type = REC_CODE, .flags = (f), .codes = (c), .help = (h)                     \
    }
#define F_INT(n, f, lo, hi, h)                                                                     \
    {                                                                                              \
        .name = (n), .type = REC_INT, .flags = (f), .min = (lo), .max = (hi), .help = (h)          \
    }
#define F_BOOL(n, f, h)                                                                            \
    {                                                                                              \
        .name = (n), .type = REC_BOOL, .flags = (f), .help = (h)                                   \
    }
#define F_DATE(n, f, h)                                                                            \
    {                                                                                              \
        .name = (n), .type = REC_DATE, .flags = (f), .help = (h)                                   \
    }
#define F_INSTANT(n, f, h)                                                                         \
    {                                                                                              \
        .name = (n), .type = REC_INSTANT, .flags = (f), .help = (h)                                \
    }
#define F_NAME(n, f, h)                                                                            \
    {                                                                                              \
        .name = (n), .type = REC_NAME, .flags = (f), .help = (h)                                   \
    }
#define F_TYPE(n, f, h)                                                                            \
    {                                                                                              \
        .name = (n), .type = REC_TYPE, .flags = (f), .help = (h)                                   \
    }
#define F_MOTION(n, f, h)                                                                          \
    {                                                                                              \
        .name = (n), .type = REC_MOTION, .flags = (f), .help = (h)                                 \
    }
#define F_MEETING(n, f, h)                                                                         \
    {                                                                                              \
        .name = (n), .type = REC_MEETING, .flags = (f), .help = (h)                                \
    }
#define F_ENTRY(n, f, h)                                                                           \
    {                                                                                              \
        .name = (n), .type = REC_ENTRY, .flags = (f), .help = (h)                                  \
    }
#define F_VALUES(n, f, h)                                                                          \
    {                                                                                              \
        .name = (n), .type = REC_VALUES, .flags = (f), .help = (h)                                 \
    }
#define F_SECTIONS(n, f, h)                                                                        \
    {                                                                                              \
        .name = (n), .type = REC_SECTIONS, .flags = (f), .help = (h)                               \
    }
#define F_WORDS(n, f, h)                                                                           \
    {                                                                                              \
        .name = (n), .type = REC_WORDS, .flags = (f), .help = (h)                                  \
    }
#define F_DECIMAL(n, f, h)                                                                         \
    {                                                                                              \
        .name = (n), .type = REC_DECIMAL, .flags = (f), .help = (h)                                \
    }
#define F_HASH(n, f, h)                                                                            \
    {                                                                                              \
        .name = (n), .type = REC_HASH, .flags = (f), .help = (h)                                   \
    }
#define F_BECOMES                                                                                  \
    {                                                                                              \
        .name = "becomes", .type = REC_BECOMES, .flags = W,                                        \
        .help = "what becomes of other motions by it: an outcome, or pending again"                \
    }
#define F_DEPARTURE                                                                                \
    F_CODE("departure", 0, "no-point-raised ruled-in-order appeal rules-suspended",                \
           "the act was out of order and is recorded as it happened: why it stands"),              \
        F_ID("against", W, "the rule that a departure departs from"),                              \
        F_NAME("against_citation", W, "where that rule stands")

#define F_DISPOSITION                                                                              \
    F_CODE("disposition", W,                                                                       \
           "adopted lost denied first-reading postponed referred tabled postponed-indefinitely "   \
           "not-considered rescinded veto-sustained pending",                                      \
           "what becomes of the item")

const char *const rec_question_ids[REC_QUESTIONS] = {
    "outcome", "votes",     "reasons",  "motions", "testimony", "text",       "holders",
    "powers",  "protocols", "activity", "effects", "cost",      "challenges", "next"};
#define QUESTION_CODES                                                                             \
    "outcome votes reasons motions testimony text holders "                                        \
    "powers protocols activity effects cost challenges next"

FIELDS(no_fields) = {END};
FIELDS(only_departure) = {F_DEPARTURE, END};
FIELDS(ends_motions) = {F_BECOMES, F_DEPARTURE, END};
FIELDS(body_registered) = {F_NAME("name", R, "the body's name as people use it"),
                           F_NAME("zone", R, "its time zone, such as America/New_York"),
                           F_INT("seats", R, 1, LIMIT_SEATS, "how many seats it has"),
                           F_ID("pack", R, "the rule pack that judges its meetings"),
                           F_NAME("place", 0, "the city, county or district that it serves"),
                           END};
FIELDS(official_seated) = {
    F_ID("member", R, "the official's id in this body's roster"),
    F_NAME("name", R, "the official's name as people use it"),
    F_CODE("office", R, "member chair vice-chair mayor manager attorney clerk chief other",
           "the office held"),
    F_NAME("seat", 0, "the seat or district"),
    F_NAME("title", 0, "the form of address, such as Commissioner"),
    F_BOOL("votes", R, "whether the official is a voting member of the body"),
    F_DATE("from", 0, "first day in the seat"),
    F_DATE("until", 0, "last day in the seat"),
    END};
FIELDS(rule_noted) = {
    F_ID("rule", R, "the rule's id, as in the rule pack where it stands there too"),
    F_NAME("citation", R, "where the rule stands"),
    F_CODE("sure", R, "read secondary general",
           "read in its source, in a secondary source, or general knowledge"),
    END};
FIELDS(meeting_called) = {
    F_CODE("type", R, "regular special emergency workshop", "which sort of meeting"),
    F_INSTANT("convenes", 0, "when it is to begin; left out only where a source does not say"),
    END};
FIELDS(meeting_cancelled) = {
    F_CODE("reason", R, "lack-of-quorum emergency withdrawn moved other", "why it is not held"),
    F_DATE("to", 0, "the day on which its business is taken up instead"), END};
FIELDS(meeting_opened) = {F_ID("presiding", 0, "who presides"), F_DEPARTURE, END};
FIELDS(meeting_adjourned) = {F_INT("entries", W, 0, INT64_C(1) << 40,
                                   "how many entries of this meeting stand before this one"),
                             F_BOOL("no_quorum", W, "fewer than a quorum were there at its end"),
                             F_BECOMES, F_DEPARTURE, END};
FIELDS(attendance_noted) = {F_IDS("present", 0, "who is in the room"),
                            F_IDS("absent", 0, "who is not"),
                            F_IDS("remote", 0, "who takes part from elsewhere"),
                            F_IDS("left", 0, "who was present and has left"),
                            F_DEPARTURE,
                            END};
FIELDS(item_filed) = {
    F_CODE("type", R, "resolution ordinance hearing presentation discussion minutes other",
           "which sort of item"),
    F_NAME("department", 0, "who asks for it"), F_ID("sponsor", 0, "the member who sponsors it"),
    F_MEETING("minutes_of", 0, "minutes: the meeting whose minutes they are"), END};
FIELDS(item_scheduled) = {
    F_NAME("section", REC_DERIVABLE,
           "the section of the agenda; left out, the one for items of its sort by the template"),
    F_INT("position", REC_DERIVABLE, 1, 10000, "the place in it; left out, the last"), END};
FIELDS(text_filed) = {
    F_CODE("state", R, "template proposed as-voted signed other", "what this text is"),
    F_NAME("version", 0, "how its source names this version"),
    F_DATE("dated", 0, "the date that it bears"), END};
FIELDS(attachment_filed) = {
    F_CODE("type", R,
           "staff-report fiscal-memo legal-memo presentation map contract correspondence exhibit "
           "other",
           "what sort of paper it is"),
    F_NAME("name", R, "its name as a file, with the ending that says what it is: Report.pdf"),
    F_DATE("dated", 0, "the date that it bears"),
    F_INT("bytes", R | W, 1, REC_FILE_BYTES, "how large it is"), END};
FIELDS(motion_moved) = {
    F_TYPE("type", R, "which motion, by the rule pack: main, …"),
    F_ID("mover", R, "the member who made it"),
    F_INT("motion", R | W, 1, LIMIT_MOTIONS, "its number in the meeting"),
    F_MOTION("target", 0, "the motion that it is applied to"),
    F_DATE("to", 0, "the date to which a question is postponed"),
    F_CODE("action", 0, "adopt deny accept direct other",
           "main: what is to be done with the item; adopt where it is left out"),
    F_CODE("form", 0, "insert add strike replace substitute blank",
           "amend: how the text is changed"),
    F_ID("needs", 0,
         "the rule of the vote that the law asks for here, where it is not the motion's own"),
    F_ID("rule", 0, "the rule that a point of order is about, or that is to be suspended"),
    F_CODE("method", 0, "roll-call voice rising", "method of voting: by which"),
    F_IDS("items", 0, "the items of a consent agenda, or of a batch"),
    F_NAME("committee", 0, "refer: to whom"),
    F_INT("minutes", 0, 1, 1440, "recess, limits of debate: how many"),
    F_INSTANT("until", 0, "recess, fixing the time: until when"),
    F_BOOL("all", 0, "previous question: on all that is pending"),
    F_BOOL("notice", 0, "notice was given of it beforehand"),
    F_INT("reading", W, 1, 9, "an ordinance's: which reading this is"),
    F_BECOMES,
    F_DEPARTURE,
    END};
FIELDS(by_member) = {F_ID("member", R, "the member"), F_DEPARTURE, END};
FIELDS(motion_withdrawn) = {
    F_ID("member", R, "the member who withdrew it"),
    F_BOOL("permitted", 0, "the body consented, where the question had been stated"), F_BECOMES,
    F_DEPARTURE, END};
FIELDS(recusal_stated) = {
    F_ID("member", R, "the member who does not vote"),
    F_BOOL("stated_aloud", R, "the interest was stated aloud to the assembly before the vote"),
    F_DATE("due", W, "by when the memorandum of the conflict is to be filed"), F_DEPARTURE, END};
FIELDS(vote_opened) = {
    F_CODE("method", R, "roll-call voice consent rising", "how the vote is taken"), F_DEPARTURE,
    END};
FIELDS(vote_cast) = {F_ID("member", R, "who votes"),
                     F_CODE("choice", R, "yes no abstain", "the vote"), F_DEPARTURE, END};
FIELDS(vote_announced) = {
    F_CODE("outcome", R | REC_DERIVABLE, "adopted lost objected sustained not-sustained",
           "what the chair announced; derived where every vote was named"),
    F_CODE("method", R | W, "roll-call voice consent rising", "how it was taken"),
    F_INT("yes", REC_DERIVABLE, 0, LIMIT_SEATS, "votes in favour, where they were counted"),
    F_INT("no", REC_DERIVABLE, 0, LIMIT_SEATS, "votes against, where they were counted"),
    F_INT("abstain", REC_DERIVABLE, 0, LIMIT_SEATS, "members who abstained"),
    F_INT("recused", W, 0, LIMIT_SEATS,
          "members who did not vote for an interest that they stated"),
    F_INT("absent", W, 0, LIMIT_SEATS, "members who were not there"),
    F_INT("present", R | W, 0, LIMIT_SEATS, "members who were there"),
    F_INT("quorum", R | W, 0, LIMIT_SEATS, "how many had to be"),
    F_CODE("base", W, "cast present seats sitting quorum", "what the share is taken of"),
    F_NAME("threshold", W, "the share needed: majority, 2/3 …"),
    F_ID("rule", R | W, "the rule of the pack by which it was judged"),
    F_NAME("citation", W, "where that rule stands"),
    F_DISPOSITION,
    F_IDS("items", W, "the items of which it becomes so"),
    F_INSTANT("veto_until", W, "until when it may be vetoed: it is not final before"),
    F_IDS("vetoable", W, "those of the items that may be"),
    F_BECOMES,
    F_DEPARTURE,
    END};
FIELDS(reason_given) = {F_ID("member", R, "the official who gave it"),
                        F_CODE("side", R, "for against neither",
                               "which way it speaks; neither also where no side is stated"),
                        END};
FIELDS(roll_reported) = {F_IDS("yes", R, "who voted yes"),
                         F_IDS("no", R, "who voted no"),
                         F_IDS("abstain", 0, "who abstained"),
                         F_IDS("absent", 0, "who was absent"),
                         F_IDS("recused", 0, "who did not vote for a stated interest"),
                         F_CODE("outcome", R, "adopted lost", "the result that the source gives"),
                         END};
FIELDS(motion_reported) = {F_ID("topic", R, "accounts of the same motion bear the same topic"),
                           F_TYPE("type", R, "which motion, by the rule pack"),
                           F_CODE("outcome", R, "adopted lost withdrawn not-moved unknown",
                                  "what became of it, by this source"),
                           F_ID("mover", 0, "who made it, where the source says"),
                           F_ID("seconder", 0, "who seconded it, where the source says"),
                           END};
FIELDS(fact_reported) = {
    F_CODE("question", R, QUESTION_CODES, "which question of the decision page it answers"),
    F_ID("topic", R, "accounts of the same fact bear the same topic"),
    F_ID(
        "value", 0,
        "what the source says, as a short code: two values of one topic are a conflict of sources"),
    F_INT("count", 0, 0, INT64_C(1) << 40, "the number, where the fact is one"),
    F_ID("member", 0, "the official whom it concerns"),
    F_NAME("citation", 0, "the clause or law"),
    END};
FIELDS(chair_passed) = {
    F_ID("member", 0, "the member who presides from now on; left out where none does"), F_DEPARTURE,
    END};
FIELDS(chair_ruled) = {F_CODE("ruling", R, "well-taken not-well-taken granted denied answered",
                              "the chair's decision"),
                       F_DISPOSITION,
                       F_IDS("items", W, "the items of which it becomes so"),
                       F_BECOMES,
                       F_DEPARTURE,
                       END};
FIELDS(motion_suggested) = {F_ID("member", R, "the member who called for it"),
                            F_TYPE("type", R, "for which motion, by the rule pack"),
                            F_DATE("to", 0, "the date that was named"), F_DEPARTURE, END};
FIELDS(item_pulled) = {F_ID("member", 0, "the member who asked, where one did"), F_DEPARTURE, END};
FIELDS(item_withdrawn) = {F_CODE("by", R, "sponsor staff applicant other", "who took it back"),
                          F_BECOMES, F_DEPARTURE, END};
FIELDS(hearing_opened) = {F_CODE("type", R, "public quasi-judicial", "which sort of hearing"),
                          F_DEPARTURE, END};
FIELDS(hearing_heard) = {F_CODE("party", R, "staff applicant intervenor public expert",
                                "in which part; nobody is named"),
                         F_BOOL("sworn", 0, "under oath"), F_DEPARTURE, END};
FIELDS(disclosure_stated) = {
    F_ID("member", 0, "the member; left out where the chair asked and nobody had anything to say"),
    F_BOOL("none", R, "there was nothing to disclose"), F_DEPARTURE, END};
FIELDS(session_closed) = {
    F_CODE("reason", R, "litigation labor security personnel other", "what it is about"),
    F_NAME("citation", R, "the law that allows it"),
    F_BOOL("announced", R, "it was announced in the open meeting, with who attends and how long"),
    F_BOOL("reporter", 0, "a court reporter takes it down"),
    F_DEPARTURE,
    END};
FIELDS(veto_filed) = {
    F_ID("official", R, "who vetoes, by the roster"),
    F_INSTANT("received", 0, "by the clerk's stamp; left out, when it is recorded"), F_DEPARTURE,
    END};
FIELDS(filing_received) = {
    F_ID("member", R, "the member who files"),
    F_CODE("form", R, "voting-conflict other", "what is filed"),
    F_DATE("received", REC_DERIVABLE,
           "by the clerk's stamp; left out, the day on which it is recorded"),
    END};
FIELDS(rules_adopted) = {
    F_ID("pack", R, "the name of the body's own pack"),
    F_DATE("from", 0, "the first day of a meeting that it judges; left out, the next one opened"),
    F_NAME("citation", 0, "the vote or text by which the body adopted them"), END};
FIELDS(template_adopted) = {
    F_DATE("from", 0,
           "the first day of a meeting that it is for; left out, of the next one called"),
    F_NAME("citation", 0, "the rule or vote by which the body orders its business so"), END};
FIELDS(holiday_noted) = {F_DATE("day", R, "the day on which the offices are closed"),
                         F_NAME("name", R, "the holiday"), END};
FIELDS(item_numbered) = {
    F_CODE("series", R, "resolution ordinance other", "in which series"),
    F_INT("year", R | W, 1900, 9999, "of which year, by the body's clocks"),
    F_INT("place", R | W, 1, 999999, "which of the series in that year"),
    F_NAME("number", REC_DERIVABLE, "the number; left out, the next one by the body's template"),
    END};
FIELDS(agenda_published) = {
    F_INT("version", R | W, 1, 10000, "which version of this agenda it is"),
    F_SECTIONS("sections", R | W, "its sections and items, in order"),
    F_INSTANT("deadline", W, "until when notice of it was due, where the body's template says so"),
    F_BOOL("late", W, "it was published after that"), END};
FIELDS(notice_posted) = {
    F_CODE("method", R, "website board newspaper mail other", "how notice was given"),
    F_NAME("where", R, "where it can be seen"),
    F_INSTANT("posted", 0, "when it was posted; left out, when it is recorded"),
    F_INT("version", W, 1, 10000, "the newest version of the agenda that stood then"),
    F_INSTANT("deadline", W, "until when it was due, where the body's template says so"),
    F_BOOL("late", W, "it was posted after that"),
    END};
FIELDS(meeting_changed) = {
    F_CODE("type", 0, "regular special emergency workshop", "which sort of meeting it is now"),
    F_INSTANT("convenes", 0, "when it is to begin now"), END};
FIELDS(only_member) = {F_ID("member", R, "the member"), END};
FIELDS(floor_assigned) = {
    F_ID("member", R, "the member"),
    F_INT("seconds", 0, 1, 36000, "how long the member may speak; left out where no limit is set"),
    END};
FIELDS(recording_started) = {
    F_INT("second", 0, 0, 360000, "the second of the recording at that moment; 0 where left out"),
    END};
FIELDS(recording_linked) = {
    F_NAME("address", R, "the address of the recording, https://…"),
    F_CODE("jump", R, "t start fragment none",
           "how an address names a second: ?t=90, ?start=90, #t=90, or not at all"),
    END};
FIELDS(minutes_worded) = {
    F_INT("of", R, 0, INT64_C(1) << 40, "the entry whose sentence it is about"),
    F_CODE("place", R, "instead after", "the words stand instead of its sentence, or after it"),
    END};
FIELDS(minutes_filed) = {
    F_INT("version", R | W, 1, 10000, "which version of the minutes it is"),
    F_CODE("style", R, "action seconders reasons verbatim", "how much they tell"), END};
FIELDS(signature_noted) = {
    F_ID("official", R, "who signed, by the roster"), F_DATE("on", R, "the day of the signature"),
    F_CODE("document", R, "resolution ordinance minutes other", "what was signed"), END};
FIELDS(entry_corrected) = {
    F_ENTRY("of", R, "the entry that is corrected"),
    F_BOOL("void", 0, "what it says did not happen: it is taken back"),
    F_VALUES("values", 0, "what it should say: all its own facts, the right ones with the others"),
    END};
FIELDS(key_added) = {F_NAME("verifier", R, "the log's verifier key, as a signed note spells it"),
                     END};

/* ---- instruments: what came of a vote ---- */

FIELDS(instrument_registered) = {
    F_CODE("type", R, "agreement pact policy grant other", "what sort of instrument it is"),
    F_NAME("basis", 0, "the law that it rests on"),
    F_ID("template", 0, "the template that it follows, as dais instruments names them"),
    F_NAME("agency", 0, "the agency of this place that acts under it"), END};
FIELDS(instrument_changed) = {
    F_CODE("becomes", R,
           "signed in-force amended suspended resumed notice-given terminated expired",
           "what became of the instrument"),
    F_DATE("on", R, "the day"), F_ID("party", 0, "the party that did so"),
    F_DATE("until", 0, "until when, where that is said"), END};
FIELDS(instrument_worded) = {
    F_CODE("state", R, "template proposed approved signed amended", "which text it is"),
    F_DATE("dated", 0, "the date that the text bears"), END};
FIELDS(party_joined) = {
    F_ID("party", R, "the party's id in this instrument"), F_NAME("name", R, "as it is called"),
    F_CODE("side", R, "local county state federal other", "of which level it is"), END};
FIELDS(ending_stated) = {
    F_ID("party", R, "the party that can end it"),
    F_INT("days", 0, 0, 3660, "after so many days' notice"), F_NAME("clause", R, "by which clause"),
    F_BOOL("unsettled", 0, "whether and how it can is not settled; the words say why"), END};
FIELDS(power_granted) = {
    F_ID("power", R, "the power's code in this instrument"),
    F_NAME("clause", R, "the clause of the instrument"),
    F_NAME("citation", 0, "the law that it names"),
    F_WORDS("settings", 0, "where it may be used; everywhere where left out"),
    F_CODE("supervision", R, "none direction at-the-time as-soon-as-practicable",
           "how a supervisor takes part in each use"),
    F_WORDS("judgement", 0,
            "conditions that no record decides, such as reason-to-believe: what is asked of "
            "whoever acts"),
    F_WORDS("requirements", 0, "what a holder must have met: codes of requirements"),
    F_WORDS("courses", 0, "the training that a holder must have completed"),
    F_DATE("from", 0, "from which day; with the instrument where left out"),
    F_DATE("until", 0, "the last day; with the instrument where left out"),
    END};
FIELDS(power_withdrawn) = {F_ID("power", R, "the power's code in this instrument"),
                           F_DATE("on", R, "the first day without it"), END};
FIELDS(course_required) = {
    F_ID("course", R, "the course's code in this instrument"),
    F_NAME("name", R, "as it is called"),
    F_NAME("clause", 0, "the clause that asks for it"),
    F_INT("hours", 0, 1, 10000, "its length in hours"),
    F_INT("months", 0, 1, 600, "after so many months it is to be taken again"),
    END};
FIELDS(holder_nominated) = {F_ID("holder", R, "a public number, given for display: no name"),
                            F_NAME("position", 0, "the position held, such as patrol officer"),
                            F_DATE("on", R, "the day"), END};
FIELDS(requirement_noted) = {F_ID("holder", R, "whose"),
                             F_ID("requirement", R, "which requirement of the instrument"),
                             F_BOOL("met", R, "met or not; never a result"),
                             F_DATE("on", R, "the day on which it was found"), END};
FIELDS(training_completed) = {F_ID("holder", R, "who"),
                              F_ID("course", R, "the course's code in this instrument"),
                              F_DATE("on", R, "the day of completion"),
                              F_INT("hours", 0, 1, 10000, "hours taken"),
                              F_NAME("certificate", 0, "the number of the certificate"),
                              F_DATE("until", 0, "the last day on which it is good"),
                              END};
FIELDS(holder_certified) = {F_ID("holder", R, "who"),
                            F_DATE("on", R, "the day of the certification"),
                            F_NAME("by", R, "the position of whoever certified"),
                            F_DATE("until", 0, "the last day on which it is good"), END};
FIELDS(authority_recorded) = {F_ID("holder", R, "who"),
                              F_WORDS("powers", R, "the powers, by their codes"),
                              F_DATE("from", R, "the first day"),
                              F_DATE("until", 0, "the last day; none stated where left out"),
                              F_NAME("supervisor", 0, "the position of the supervisor"),
                              END};
FIELDS(authority_paused) = {
    F_ID("holder", R, "who does not hold it for the time being; without a reason"),
    F_DATE("on", R, "the first day without it"), END};
FIELDS(authority_resumed) = {F_ID("holder", R, "who holds it again"),
                             F_DATE("on", R, "the first day with it again"), END};
FIELDS(authority_ended) = {F_ID("holder", R, "who"),
                           F_WORDS("powers", 0, "the powers that end; all where left out"),
                           F_DATE("on", R, "the first day without it"), END};
FIELDS(protocol_adopted) = {F_ID("protocol", R, "the protocol's id in this instrument"),
                            F_NAME("name", R, "as it is called"),
                            F_ID("version", R, "which version"),
                            F_DATE("from", R, "from which day it binds"),
                            F_NAME("clause", 0, "the clause that asks for it"),
                            END};
FIELDS(protocol_acknowledged) = {F_ID("protocol", R, "which protocol"),
                                 F_ID("version", R, "which version of it"),
                                 F_INT("count", R, 0, 100000, "so many have acknowledged it"),
                                 F_INT("of", R, 0, 100000, "of so many whom it binds"),
                                 F_DATE("on", R, "counted on that day"),
                                 END};
FIELDS(obligation_set) = {
    F_ID("obligation", R, "its id in this instrument"),
    F_NAME("name", R, "what is to be done"),
    F_NAME("by", R, "who is to do it"),
    F_NAME("clause", R, "the clause, law or vote that asks for it"),
    F_CODE("repeats", R, "once weekly monthly quarterly yearly", "how often"),
    F_DATE("first", R, "the first day on which it is due, or on which the first period ends"),
    F_INT("days", 0, 0, 3660, "so many days after that"),
    F_CODE("counted", 0, "calendar business", "how those days are counted"),
    F_DATE("until", 0, "not asked for after that day"),
    END};
FIELDS(obligation_met) = {F_ID("obligation", R, "which"),
                          F_DATE("due", R, "the day on which it was due"),
                          F_DATE("on", R, "the day on which it was done"), END};
FIELDS(obligation_waived) = {
    F_ID("obligation", R, "which"), F_DATE("due", R, "the day on which it was due"),
    F_NAME("by", R, "the office that waived it"), F_DATE("on", R, "when"), END};
FIELDS(money_reported) = {
    F_CODE("sort", R,
           "salary overtime training equipment legal reimbursement award grant budget other",
           "what it was for"),
    F_CODE("direction", R, "spent received planned", "which way"),
    F_DATE("from", R, "the first day of the period"),
    F_DATE("until", R, "the last day of the period"),
    F_INT("cents", 0, 0, INT64_C(1) << 50, "the amount in cents of a dollar"),
    F_INT("minutes", 0, 0, INT64_C(1) << 40, "working time in minutes"),
    F_NAME("document", 0, "the report or budget that says so"),
    END};
FIELDS(challenge_noted) = {
    F_ID("challenge", R, "its id in this instrument"),
    F_CODE("type", R, "suit repeal pressure audit other", "what sort of challenge"),
    F_NAME("name", R, "as it is called"),
    F_NAME("forum", 0, "the court or body before which it is"),
    F_CODE("status", R, "announced filed pending decided dismissed withdrawn settled adopted lost",
           "where it stands"),
    F_DATE("on", R, "since that day"),
    END};
FIELDS(review_held) = {
    F_CODE("type", R, "inspection review meeting audit hearing", "what was held"),
    F_NAME("by", R, "by whom"), F_DATE("on", R, "the day"), END};
FIELDS(claim_stated) = {F_ID("claim", R, "its id"),
                        F_CODE("side", R, "for against neither", "which way it speaks"),
                        F_ID("member", 0, "the official who said so"),
                        F_NAME("who", 0, "an office or an organization"),
                        F_INT("second", 0, 0, 360000, "the second of the meeting's recording"),
                        END};
FIELDS(measure_registered) = {
    F_ID("measure", R, "its id"),
    F_WORDS("claims", 0, "the claims that it tests"),
    F_NAME("outcome", R, "what is counted"),
    F_NAME("unit", R, "a month of one area, for example"),
    F_NAME("records", R, "where the figures come from"),
    F_NAME("areas", R, "the area that is looked at"),
    F_NAME("comparison", R, "what it is compared with"),
    F_DATE("event", R, "the day from which an effect is expected"),
    F_DATE("event2", 0, "another day that has been named"),
    F_CODE("family", R, "gaussian poisson quasipoisson negbin", "the model's family"),
    F_CODE("season", R, "none month fourier-1 fourier-2 fourier-3", "how seasons enter"),
    F_CODE("expected", R, "rise fall none", "what the claims expect of it"),
    END};
FIELDS(measure_found) = {
    F_ID("measure", R, "which measure"),
    F_DATE("from", R, "the first day of the figures"),
    F_DATE("until", R, "the last day of the figures"),
    F_DECIMAL("estimate", R | W, "the change of level, on the model's scale"),
    F_DECIMAL("lower", R | W, "the lower end of its interval of 95 %"),
    F_DECIMAL("upper", R | W, "the upper end of its interval of 95 %"),
    F_DECIMAL("placebo", R | W, "the rank among untreated areas and dates: a share"),
    F_INT("areas", W, 0, 100000, "so many untreated areas"),
    F_CODE("says", R | W, "rise fall no-change methods-disagree", "what the figures say"),
    END};
FIELDS(batch_sealed) = {
    F_CODE("stream", R, "activity complaints", "which private rows"),
    F_NAME("period", R, "the period, such as 2026-10"),
    F_INT("leaves", R, 1, INT64_C(1) << 30, "the padded size of the tree: no number of rows"),
    F_HASH("root", R, "the root of the tree over the rows"), END};
FIELDS(table_published) = {
    F_ID("table", R, "the table's id in this instrument"),
    F_DATE("from", R, "the first day of its period"),
    F_DATE("until", R, "the last day of its period"),
    F_INT("hidden", R | W, 0, 100000, "so many cells are hidden"),
    F_INT("cells", R | W, 0, 100000, "of so many"),
    F_INT("threshold", R | W, 0, 1000, "counts from 1 to below this are hidden"),
    END};
FIELDS(code_listed) = {
    F_CODE(
        "sort", R, "place release",
        "a place no smaller than a part of a city, or a release of federally controlled figures"),
    F_ID("code", R, "the code, as rows are to name it"),
    F_NAME("name", R, "what it stands for: the part of the city, or the document of the release"),
    END};
FIELDS(listing_reported) = {
    F_ID("list", R, "which list"),
    F_DATE("listed", R, "the day of the list"),
    F_ID("listing", R, "the listing's id, made of what it says"),
    F_CODE("change", R, "added changed gone", "against the list before"),
    F_NAME("agency", R, "the agency"),
    F_NAME("state", R, "the state"),
    F_NAME("county", 0, "the county"),
    F_NAME("model", R, "the sort of instrument, as listed"),
    F_DATE("signed", 0, "the day of signature, as listed"),
    F_CODE("status", R, "listed pending", "in force by the list, or pending"),
    F_NAME("agreement", 0, "the address of the agreement's text"),
    F_NAME("addendum", 0, "the address of its addendum"),
    END};

#define PARTS(name) static const struct rec_part_spec name[]
#define P(n, c, m, f, h)                                                                           \
    {                                                                                              \
        .name = (n), .class = (c), .media = (m), .flags = (f), .help = (h)                         \
    }
PARTS(no_parts) = {END};
PARTS(title) = {P("title", "public", "text/plain", R, "the title, as filed"), END};
PARTS(text) = {P("text", "public", "text/plain", R, "the words"), END};
PARTS(maybe_text) = {P("text", "public", "text/plain", 0, "a remark"), END};
PARTS(clerk_text) = {P("text", "restricted", "text/plain", 0, "the interest, for the clerk alone"),
                     END};
PARTS(place) = {P("place", "public", "text/plain", 0, "where it meets"),
                P("text", "public", "text/plain", 0, "why it is called, and how notice was given"),
                END};
#define FILE_MEDIA "*"
PARTS(title_and_text) = {P("title", "public", "text/plain", R, "the title of the text"),
                         P("text", "public", "text/plain", R, "the text itself"), END};
PARTS(pack_text) = {
    P("pack", "public", "text/plain", R, "the rule pack, as dais-pack describes it"), END};
PARTS(template_text) = {
    P("template", "public", "text/plain", R, "the template, as dais-template describes it"), END};
PARTS(minutes_text) = {
    P("minutes", "public", "application/json", R,
      "the minutes, as docs/format/paper.md describes them"),
    P("text", "public", "text/plain", 0, "what was corrected since the version before"), END};
PARTS(corrected_texts) = {P("why", "public", "text/plain", 0, "why it is corrected"),
                          P("text", "public", "text/plain", 0, "the right words"),
                          P("title", "public", "text/plain", 0, "the right title"),
                          P("place", "public", "text/plain", 0, "the right place"), END};
PARTS(motion_text) = {P("text", "public", "text/plain", 0, "the motion in the mover's words"), END};

PARTS(one_file) = {P("file", "public", FILE_MEDIA, R,
                     "a PDF, picture, plain text, Word or Excel file, up to 64 MiB"),
                   P("text", "public", "text/plain", 0, "what it is, in a sentence"), END};

PARTS(figures) = {
    P("figures", "public", "text/csv", R, "the figures, a row a period and area: time,area,count"),
    P("text", "public", "text/plain", 0, "what is to be said about them"), END};
PARTS(table_rows) = {
    P("table", "public", "text/csv", 0,
      "the table, hidden cells empty; made here from what was reported where it is left out"),
    P("text", "public", "text/plain", 0, "what is to be said about it"), END};

#define MEETING     REC_ABOUT_MEETING
#define INSTRUMENT  REC_ABOUT_INSTRUMENT
#define ITEM        REC_ABOUT_ITEM
#define MOTION      REC_ABOUT_MOTION
#define MAY_MEETING REC_MAY_MEETING
#define MAY_ITEM    REC_MAY_ITEM
#define MAY_MOTION  REC_MAY_MOTION
#define BOTH        (REC_WITNESSED | REC_REPORTED)
#define K(id, n, ab, st, f, p, h)                                                                  \
    [id] = {.name = (n), .about = (ab), .standings = (st), .fields = (f), .parts = (p), .help = (h)}

const struct rec_kind rec_kinds[REC_KINDS] = {
    K(KIND_BODY_REGISTERED, "body.registered", 0, BOTH, body_registered, maybe_text,
      "a public body, its seats and the rules that judge its meetings"),
    K(KIND_OFFICIAL_SEATED, "official.seated", 0, BOTH, official_seated, maybe_text,
      "an official of the body's roster"),
    K(KIND_RULE_NOTED, "rule.noted", 0, REC_REPORTED, rule_noted, text,
      "a rule of the body, as far as it was read"),
    K(KIND_MEETING_CALLED, "meeting.called", MEETING, BOTH, meeting_called, place,
      "a meeting is called for a time and place"),
    K(KIND_MEETING_CANCELLED, "meeting.cancelled", MEETING, BOTH, meeting_cancelled, maybe_text,
      "a called meeting is not held"),
    K(KIND_MEETING_OPENED, "meeting.opened", MEETING, BOTH, meeting_opened, no_parts,
      "the meeting is called to order"),
    K(KIND_MEETING_RECESSED, "meeting.recessed", MEETING, BOTH, only_departure, no_parts,
      "the meeting takes a recess"),
    K(KIND_MEETING_RESUMED, "meeting.resumed", MEETING, BOTH, only_departure, no_parts,
      "the meeting goes on after a recess"),
    K(KIND_MEETING_ADJOURNED, "meeting.adjourned", MEETING, BOTH, meeting_adjourned, no_parts,
      "the meeting ends"),
    K(KIND_ATTENDANCE_NOTED, "attendance.noted", MEETING, BOTH, attendance_noted, maybe_text,
      "who is there, from now on"),
    K(KIND_ITEM_FILED, "item.filed", ITEM, BOTH, item_filed, title, "an item of business is filed"),
    K(KIND_ITEM_SCHEDULED, "item.scheduled", MEETING | ITEM, BOTH, item_scheduled, maybe_text,
      "an item stands on a meeting's agenda"),
    K(KIND_ITEM_OPENED, "item.opened", MEETING | ITEM, BOTH, ends_motions, no_parts,
      "the meeting takes up an item"),
    K(KIND_ITEM_CLOSED, "item.closed", MEETING | ITEM, BOTH, ends_motions, no_parts,
      "the meeting leaves an item"),
    K(KIND_TEXT_FILED, "text.filed", ITEM, BOTH, text_filed, title_and_text,
      "a text that belongs to an item"),
    K(KIND_MOTION_MOVED, "motion.moved", MEETING | MAY_ITEM, REC_WITNESSED, motion_moved,
      motion_text, "a member makes a motion"),
    K(KIND_MOTION_SECONDED, "motion.seconded", MEETING | MOTION, REC_WITNESSED, by_member, no_parts,
      "a member seconds a motion"),
    K(KIND_MOTION_STATED, "motion.stated", MEETING | MOTION, REC_WITNESSED, only_departure,
      no_parts, "the chair states the question; it is open to debate"),
    K(KIND_MOTION_WITHDRAWN, "motion.withdrawn", MEETING | MOTION, REC_WITNESSED, motion_withdrawn,
      no_parts, "the mover withdraws a motion"),
    K(KIND_RECUSAL_STATED, "recusal.stated", MEETING | ITEM, BOTH, recusal_stated, maybe_text,
      "a member states an interest and does not vote on the item"),
    K(KIND_VOTE_OPENED, "vote.opened", MEETING | MOTION, REC_WITNESSED, vote_opened, no_parts,
      "the chair puts the question"),
    K(KIND_VOTE_CAST, "vote.cast", MEETING | MOTION, REC_WITNESSED, vote_cast, no_parts,
      "a member votes"),
    K(KIND_VOTE_CHANGED, "vote.changed", MEETING | MOTION, REC_WITNESSED, vote_cast, no_parts,
      "a member changes the vote before the result is announced"),
    K(KIND_VOTE_ANNOUNCED, "vote.announced", MEETING | MOTION, REC_WITNESSED, vote_announced,
      no_parts, "the chair announces the result"),
    K(KIND_REASON_GIVEN, "reason.given", ITEM | MAY_MEETING | MAY_MOTION, BOTH, reason_given, text,
      "an official gives a reason on an item"),
    K(KIND_NOTE_RECORDED, "note.recorded", MEETING | MAY_ITEM, BOTH, no_fields, text,
      "a note for the record"),
    K(KIND_ROLL_REPORTED, "roll.reported", MEETING | ITEM, REC_REPORTED, roll_reported, maybe_text,
      "a roll call by name, from a source"),
    K(KIND_MOTION_REPORTED, "motion.reported", MEETING | ITEM, REC_REPORTED, motion_reported, text,
      "one source's account of a motion"),
    K(KIND_FACT_REPORTED, "fact.reported", ITEM | MAY_MEETING, REC_REPORTED, fact_reported, text,
      "one source's account of a fact about an item"),
    K(KIND_KEY_ADDED, "key.added", 0, REC_WITNESSED, key_added, no_parts,
      "a key that signs this log"),
    K(KIND_CHAIR_PASSED, "chair.passed", MEETING, REC_WITNESSED, chair_passed, maybe_text,
      "another presides from now on"),
    K(KIND_CHAIR_RULED, "chair.ruled", MEETING | MOTION, REC_WITNESSED, chair_ruled, maybe_text,
      "the chair decides a point, a request or a demand"),
    K(KIND_MOTION_SUGGESTED, "motion.suggested", MEETING | MAY_ITEM, REC_WITNESSED,
      motion_suggested, maybe_text, "a member calls for something that nobody moved"),
    K(KIND_ITEM_PULLED, "item.pulled", MEETING | ITEM, REC_WITNESSED, item_pulled, maybe_text,
      "an item leaves the consent agenda, to be taken up by itself"),
    K(KIND_ITEM_WITHDRAWN, "item.withdrawn", MEETING | ITEM, BOTH, item_withdrawn, maybe_text,
      "whoever placed the item takes it back"),
    K(KIND_HEARING_OPENED, "hearing.opened", MEETING | ITEM, REC_WITNESSED, hearing_opened,
      no_parts, "the hearing on the item begins"),
    K(KIND_HEARING_HEARD, "hearing.heard", MEETING | ITEM, REC_WITNESSED, hearing_heard, no_parts,
      "somebody is heard"),
    K(KIND_HEARING_CLOSED, "hearing.closed", MEETING | ITEM, REC_WITNESSED, only_departure,
      no_parts, "the hearing on the item ends"),
    K(KIND_OATH_ADMINISTERED, "oath.administered", MEETING | ITEM, REC_WITNESSED, only_departure,
      no_parts, "those who will be heard are sworn"),
    K(KIND_DISCLOSURE_STATED, "disclosure.stated", MEETING | ITEM, REC_WITNESSED, disclosure_stated,
      maybe_text, "what a member heard or saw of the matter outside the hearing"),
    K(KIND_SESSION_CLOSED, "session.closed", MEETING, REC_WITNESSED, session_closed, maybe_text,
      "the body goes into a session that the public does not attend"),
    K(KIND_SESSION_REOPENED, "session.reopened", MEETING, REC_WITNESSED, only_departure, maybe_text,
      "the meeting is open again"),
    K(KIND_VETO_FILED, "veto.filed", ITEM, BOTH, veto_filed, maybe_text,
      "what the body adopted is vetoed"),
    K(KIND_FILING_RECEIVED, "filing.received", ITEM | MAY_MEETING, BOTH, filing_received,
      maybe_text, "a memorandum that was due is filed"),
    K(KIND_RULES_ADOPTED, "rules.adopted", 0, REC_WITNESSED, rules_adopted, pack_text,
      "the body's own rules: a pack that overrides single rules of another"),
    K(KIND_TEMPLATE_ADOPTED, "template.adopted", 0, REC_WITNESSED, template_adopted, template_text,
      "how the body orders its agendas, numbers its papers and gives notice"),
    K(KIND_HOLIDAY_NOTED, "holiday.noted", 0, REC_WITNESSED, holiday_noted, maybe_text,
      "a day that is no business day"),
    K(KIND_ITEM_NUMBERED, "item.numbered", ITEM | MAY_MEETING, REC_WITNESSED, item_numbered,
      no_parts, "an item gets its number among the resolutions or ordinances"),
    K(KIND_ITEM_UNSCHEDULED, "item.unscheduled", MEETING | ITEM, REC_WITNESSED, no_fields,
      maybe_text, "an item is taken off an agenda before the meeting"),
    K(KIND_AGENDA_PUBLISHED, "agenda.published", MEETING, REC_WITNESSED, agenda_published,
      maybe_text, "the agenda is published as it stands"),
    K(KIND_NOTICE_POSTED, "notice.posted", MEETING, REC_WITNESSED, notice_posted, maybe_text,
      "notice of the meeting is posted"),
    K(KIND_MEETING_CHANGED, "meeting.changed", MEETING, REC_WITNESSED, meeting_changed, place,
      "a called meeting gets another hour, place or sort"),
    K(KIND_FLOOR_REQUESTED, "floor.requested", MEETING, REC_WITNESSED, only_member, no_parts,
      "a member asks to speak"),
    K(KIND_FLOOR_ASSIGNED, "floor.assigned", MEETING, REC_WITNESSED, floor_assigned, no_parts,
      "the chair recognizes a member, who speaks"),
    K(KIND_FLOOR_YIELDED, "floor.yielded", MEETING, REC_WITNESSED, only_member, no_parts,
      "a member has spoken, or no longer asks to"),
    K(KIND_CONFLICT_DECLARED, "conflict.declared", MEETING | ITEM, REC_WITNESSED, only_member,
      clerk_text, "a member tells the clerk of an interest, to be stated aloud"),
    K(KIND_RECORDING_STARTED, "recording.started", MEETING, REC_WITNESSED, recording_started,
      no_parts, "the recording of the meeting starts"),
    K(KIND_RECORDING_LINKED, "recording.linked", MEETING, REC_WITNESSED, recording_linked, no_parts,
      "where the recording can be seen"),
    K(KIND_DESK_TAKEN, "desk.taken", MEETING, REC_WITNESSED, no_fields, maybe_text,
      "a clerk keeps the record of the meeting from now on"),
    K(KIND_MINUTES_WORDED, "minutes.worded", MEETING, REC_WITNESSED, minutes_worded, text,
      "words of the clerk in the minutes"),
    K(KIND_MINUTES_FILED, "minutes.filed", MEETING, REC_WITNESSED, minutes_filed, minutes_text,
      "a version of the minutes, to be approved"),
    K(KIND_SIGNATURE_NOTED, "signature.noted", ITEM | MAY_MEETING, REC_WITNESSED, signature_noted,
      no_parts, "a paper is signed"),
    K(KIND_ENTRY_CORRECTED, "entry.corrected",
      MAY_MEETING | MAY_ITEM | MAY_MOTION | REC_MAY_INSTRUMENT, REC_WITNESSED, entry_corrected,
      corrected_texts, "a slip of the pen is put right; what was entered stays"),
    K(KIND_ATTACHMENT_FILED, "attachment.filed", ITEM, REC_WITNESSED, attachment_filed, one_file,
      "a file that belongs to an item: a report, a memorandum, a map"),
    K(KIND_INSTRUMENT_REGISTERED, "instrument.registered", INSTRUMENT | MAY_ITEM, BOTH,
      instrument_registered, title, "an agreement, pact, policy or grant is followed from now on"),
    K(KIND_INSTRUMENT_CHANGED, "instrument.changed", INSTRUMENT, BOTH, instrument_changed,
      maybe_text, "an instrument is signed, in force, amended, suspended, ended"),
    K(KIND_INSTRUMENT_WORDED, "instrument.worded", INSTRUMENT, BOTH, instrument_worded,
      title_and_text, "a text of the instrument"),
    K(KIND_PARTY_JOINED, "party.joined", INSTRUMENT, BOTH, party_joined, no_parts,
      "a party of the instrument"),
    K(KIND_ENDING_STATED, "ending.stated", INSTRUMENT, BOTH, ending_stated, maybe_text,
      "how a party can end the instrument"),
    K(KIND_POWER_GRANTED, "power.granted", INSTRUMENT, BOTH, power_granted, text,
      "a power that the instrument gives, in the words of its clause"),
    K(KIND_POWER_WITHDRAWN, "power.withdrawn", INSTRUMENT, BOTH, power_withdrawn, maybe_text,
      "a power that the instrument no longer gives"),
    K(KIND_COURSE_REQUIRED, "course.required", INSTRUMENT, BOTH, course_required, maybe_text,
      "a training that the instrument asks for"),
    K(KIND_HOLDER_NOMINATED, "holder.nominated", INSTRUMENT, BOTH, holder_nominated, no_parts,
      "someone is nominated to hold powers, under a public number"),
    K(KIND_REQUIREMENT_NOTED, "requirement.noted", INSTRUMENT, BOTH, requirement_noted, no_parts,
      "a holder meets a requirement, or does not"),
    K(KIND_TRAINING_COMPLETED, "training.completed", INSTRUMENT, BOTH, training_completed, no_parts,
      "a holder has completed a training"),
    K(KIND_HOLDER_CERTIFIED, "holder.certified", INSTRUMENT, BOTH, holder_certified, no_parts,
      "a holder is certified"),
    K(KIND_AUTHORITY_RECORDED, "authority.recorded", INSTRUMENT, BOTH, authority_recorded, no_parts,
      "a holder holds powers from a day on"),
    K(KIND_AUTHORITY_PAUSED, "authority.paused", INSTRUMENT, BOTH, authority_paused, no_parts,
      "a holder does not hold powers for the time being"),
    K(KIND_AUTHORITY_RESUMED, "authority.resumed", INSTRUMENT, BOTH, authority_resumed, no_parts,
      "a holder holds powers again"),
    K(KIND_AUTHORITY_ENDED, "authority.ended", INSTRUMENT, BOTH, authority_ended, no_parts,
      "a holder no longer holds powers"),
    K(KIND_PROTOCOL_ADOPTED, "protocol.adopted", INSTRUMENT, BOTH, protocol_adopted, maybe_text,
      "a version of a protocol binds whoever acts under the instrument"),
    K(KIND_PROTOCOL_ACKNOWLEDGED, "protocol.acknowledged", INSTRUMENT, BOTH, protocol_acknowledged,
      no_parts, "how many have acknowledged a protocol"),
    K(KIND_OBLIGATION_SET, "obligation.set", INSTRUMENT, BOTH, obligation_set, maybe_text,
      "something is due under the instrument, once or again and again"),
    K(KIND_OBLIGATION_MET, "obligation.met", INSTRUMENT, BOTH, obligation_met, maybe_text,
      "what was due is done"),
    K(KIND_OBLIGATION_WAIVED, "obligation.waived", INSTRUMENT, BOTH, obligation_waived, maybe_text,
      "what was due is waived"),
    K(KIND_MONEY_REPORTED, "money.reported", INSTRUMENT, BOTH, money_reported, maybe_text,
      "what was spent or received under the instrument in a period"),
    K(KIND_CHALLENGE_NOTED, "challenge.noted", INSTRUMENT, BOTH, challenge_noted, maybe_text,
      "what contests the instrument, and where that stands"),
    K(KIND_REVIEW_HELD, "review.held", INSTRUMENT, BOTH, review_held, maybe_text,
      "an inspection, a review or a meeting about the instrument"),
    K(KIND_CLAIM_STATED, "claim.stated", INSTRUMENT | MAY_MEETING, BOTH, claim_stated, text,
      "an effect that someone expects, in that person's words"),
    K(KIND_MEASURE_REGISTERED, "measure.registered", INSTRUMENT, REC_WITNESSED, measure_registered,
      text, "how an expected effect is to be tested, before the figures are seen"),
    K(KIND_MEASURE_FOUND, "measure.found", INSTRUMENT, REC_WITNESSED, measure_found, figures,
      "what the figures say of a measure"),
    K(KIND_BATCH_SEALED, "batch.sealed", INSTRUMENT, REC_WITNESSED, batch_sealed, no_parts,
      "a commitment to the private rows of a period, whatever their number"),
    K(KIND_TABLE_PUBLISHED, "table.published", INSTRUMENT, BOTH, table_published, table_rows,
      "a table that passed the audit, as it may be shown"),
    K(KIND_LISTING_REPORTED, "listing.reported", 0, REC_REPORTED, listing_reported, no_parts,
      "a line of a list of instruments, where it changed against the list before"),
    K(KIND_CODE_LISTED, "code.listed", INSTRUMENT, REC_WITNESSED, code_listed, no_parts,
      "a code that the agency's reports may use: a coarse place, or a federal release"),
};

const struct rec_kind *rec_kind_find(sv name)
{
    for (size_t i = 0; i < REC_KINDS; i++) {
        if (sv_is(name, rec_kinds[i].name)) {
            return &rec_kinds[i];
        }
    }
    return NULL;
}

const struct rec_field *rec_field_find(const struct rec_kind *k, sv name)
{
    for (const struct rec_field *f = k->fields; f->name; f++) {
        if (sv_is(name, f->name)) {
            return f;
        }
    }
    return NULL;
}

bool rec_part_is_file(const struct rec_part_spec *p)
{
    return strcmp(p->media, FILE_MEDIA) == 0;
}

const struct rec_part_spec *rec_part_file(const struct rec_kind *k)
{
    for (const struct rec_part_spec *p = k->parts; p->name; p++) {
        if (rec_part_is_file(p)) {
            return p;
        }
    }
    return NULL;
}

const struct rec_part_spec *rec_part_find(const struct rec_kind *k, sv name)
{
    for (const struct rec_part_spec *p = k->parts; p->name; p++) {
        if (sv_is(name, p->name)) {
            return p;
        }
    }
    return NULL;
}
