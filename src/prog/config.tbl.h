/* Every setting of DATA/dais.conf: X(name, type, default, unit, help).
 * One list makes the parser, the file that `dais init` writes, and dais.conf(5). */
#define CONFIG_LIST(X)                                                                             \
    X(name, TEXT, "Dais", "text", "the jurisdiction's name, shown at the top of every page")       \
    X(origin, TEXT, "", "host name",                                                               \
      "the log's origin: a name of yours that never changes; made by init")                        \
    X(address, TEXT, "127.0.0.1", "numeric address",                                               \
      "where to listen; behind a proxy keep 127.0.0.1")                                            \
    X(port, NUMBER, "8080", "1-65535",                                                             \
      "the port to listen on; the environment's PORT goes before it")                              \
    X(workers, NUMBER, "0", "processes", "web workers; 0 means one a processor")                   \
    X(proxies, TEXT, "", "addresses",                                                              \
      "trusted proxies, separated by spaces: their X-Forwarded headers are believed")              \
    X(streams, NUMBER, "16000", "viewers a worker", "how many may follow live pages at once")      \
    X(streams_address, NUMBER, "128", "viewers", "how many of them from one address")              \
    X(connections_address, NUMBER, "256", "connections", "how many connections from one address")  \
    X(page_cache, NUMBER, "8", "MiB a worker",                                                     \
      "memory for finished pages; 0 makes every page anew")                                        \
    X(time_codes, CHOICE, "offered", "offered | required",                                         \
      "one-time codes for clerks, chairs and administrators: required, they set them up before "   \
      "anything else")                                                                             \
    X(correction_days, NUMBER, "14", "days",                                                       \
      "how long an agency may correct what it reported, before a table of it is published")        \
    X(cells_threshold, NUMBER, "11", "1-1000",                                                     \
      "in published tables counts from 1 to below this are hidden; 1 hides none")                  \
    X(cells_holders, NUMBER, "3", "0-1000",                                                        \
      "in published tables counts are hidden behind which fewer holders of a power stand")
