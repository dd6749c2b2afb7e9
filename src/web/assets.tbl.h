/* Files of assets/ that are served: X(symbol, name, type). */
#define WEB_ASSETS(X)                                                                              \
    X(agenda_js, "agenda.js", "text/javascript; charset=utf-8")                                    \
    X(dais_css, "dais.css", "text/css; charset=utf-8")                                             \
    X(board_css, "board.css", "text/css; charset=utf-8")                                           \
    X(hall_js, "hall.js", "text/javascript; charset=utf-8")                                        \
    X(dais_js, "dais.js", "text/javascript; charset=utf-8")                                        \
    X(dais_svg, "dais.svg", "image/svg+xml")                                                       \
    X(desk_js, "desk.js", "text/javascript; charset=utf-8")
