/* Every paper that can be asked for: X(id, "the first word of the order", ".the ending of its
 * file", maker, "what it is").  The order's other words are the maker's. */
#define PRINTS(X)                                                                                  \
    X(DOCX, "docx", ".docx", print_docx,                                                           \
      "docx minutes|summary|marked|due BODY/DATE, docx minutes BODY/DATE VERSION, docx item "      \
      "BODY/FILE: a paper as a document of Word")                                                  \
    X(PACKET, "packet", ".pdf", print_packet,                                                      \
      "packet BODY/DATE: a meeting's agenda with everything that is attached to its items")
