/* Every paper that can be asked for: X(id, "the first word of the order", ".the ending of its
 * file", maker, "what it is").  The order's other words are the maker's. */
#define PRINTS(X)                                                                                  \
    X(PACKET, "packet", ".pdf", print_packet,                                                      \
      "packet BODY/DATE: a meeting's agenda with everything that is attached to its items")
