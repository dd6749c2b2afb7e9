/* Every bound on what may come in, in one place.  Over a limit is E_LIMIT or a 4xx that names it.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

enum {
    LIMIT_ENTRY_BYTES = 65535,  /* one entry (the tile format's own bound) */
    LIMIT_KEY_BYTES = 24,       /* one key of an entry */
    LIMIT_ID_BYTES = 64,        /* an id: act, account, body, member, file */
    LIMIT_SUBJECT_BYTES = 160,  /* body/date-n, body/file */
    LIMIT_PART_BYTES = 4 << 20, /* one text: minutes of a long meeting are the longest */
    LIMIT_PARTS = 64,           /* parts of one entry */
    LIMIT_ACT_BYTES = 8 << 20,  /* one act with its texts */
    LIMIT_QUERY_ROWS = 100000,  /* rows that one query gives at once */
    LIMIT_CSV_BYTES = 16 << 20, /* one table that comes in */
    LIMIT_CSV_ROWS = 1 << 20,
    LIMIT_CSV_COLUMNS = 256,
    LIMIT_STUDY_PERIODS = 10000, /* of one series */
    LIMIT_FIGURES_AREAS = 120,   /* of the figures of one measure */
    LIMIT_FIGURES_MONTHS = 240,  /* of each of its areas */
    LIMIT_DUE_DAYS = 4000,       /* of one obligation, on one page */
    LIMIT_JSON_DEPTH = 16,
    LIMIT_JSON_NODES = 100000, /* values in one JSON text */
    LIMIT_SEATS = 128,         /* members of one body */
    LIMIT_PENDING = 32,        /* motions pending at once */
    LIMIT_MOTIONS = 65535,     /* motions of one meeting */
    LIMIT_ITEMS = 4096,        /* items of one meeting */
    LIMIT_PACK_BYTES = 1 << 20,
    LIMIT_SCENARIO_BYTES = 16 << 20,
    LIMIT_CONFIG_BYTES = 1 << 16,
    LIMIT_LINE_BYTES = 8192,  /* a request line, a line of a scenario or pack */
    LIMIT_HEAD_BYTES = 16384, /* a request's head */
    LIMIT_HEAD_FIELDS = 100,
    LIMIT_FORM_BYTES = 2 << 20, /* an urlencoded body */
    LIMIT_FORM_FIELDS = 1000,
    LIMIT_PAGE_BYTES = 8 << 20, /* one rendered page */
    LIMIT_URL_BYTES = 2048,     /* an address given from outside, to be linked */
    LIMIT_PASSWORD_BYTES = 1024,
    LIMIT_NOTE_BYTES = 1 << 16, /* a signed note with its signatures */
    LIMIT_NOTE_SIGNATURES = 100,
    LIMIT_KEY_NAME_BYTES = 255
};

#endif
