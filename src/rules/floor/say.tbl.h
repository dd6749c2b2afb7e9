/* The words of the chair in three languages: X(name, English, Spanish, Haitian Creole).
 * In braces: {a} the mover, {b} the seconder, {n} the motion's number, {t} what it is about, {q}
 * the motion in words, {y} {o} {s} votes for, against, abstaining, {d} a day, {c} who is named. */
#ifndef RULES_FLOOR_SAY_TBL_H
#define RULES_FLOOR_SAY_TBL_H

#define SAY_LIST(X)                                                                                \
    /* what a motion is about */                                                                   \
    X(ITEM, "item {t}", "el punto {t}", "pwen {t}")                                                \
    X(THE_MOTION, "motion {n}", "la moción {n}", "mosyon {n}")                                     \
    X(AMENDMENT, "the amendment, motion {n}", "la enmienda, moción {n}",                           \
      "amannman an, mosyon {n}")                                                                   \
    X(THESE_ITEMS, "the items named", "los puntos nombrados", "pwen yo nonmen yo")                 \
    /* motions, as they follow "It is moved", "Se propone", "Yo pwopoze pou yo" */                 \
    X(TO_ADOPT, "to adopt {t}", "aprobar {t}", "adopte {t}")                                       \
    X(TO_DENY, "to deny {t}", "denegar {t}", "refize {t}")                                         \
    X(TO_ACCEPT, "to accept {t}", "aceptar {t}", "aksepte {t}")                                    \
    X(TO_DIRECT, "to give direction on {t}", "dar instrucciones sobre {t}",                        \
      "bay direksyon sou {t}")                                                                     \
    X(TO_OTHER, "as the mover put it, on {t}", "lo que dijo el proponente, sobre {t}",             \
      "fè sa moun ki pwopoze a di a, sou {t}")                                                     \
    X(TO_AS_WRITTEN, "as written", "tal como consta por escrito", "jan l ekri a")                  \
    X(TO_FIX_TIME, "to fix the time of the next meeting", "fijar la hora de la próxima sesión",    \
      "fikse lè pwochen reyinyon an")                                                              \
    X(TO_ADJOURN, "to adjourn", "levantar la sesión", "fèmen reyinyon an")                         \
    X(TO_RECESS, "to take a recess", "hacer un receso", "pran yon poz")                            \
    X(TO_PRIVILEGE, "to settle a question of privilege", "resolver una cuestión de privilegio",    \
      "regle yon kesyon privilèj")                                                                 \
    X(TO_ORDERS, "to go back to the order of the day", "volver al orden del día",                  \
      "tounen sou lòd jou a")                                                                      \
    X(TO_TABLE, "to lay {t} on the table", "dejar {t} sobre la mesa", "mete {t} sou tab la")       \
    X(TO_PREVIOUS, "to close debate and vote now", "cerrar el debate y votar ahora",               \
      "fèmen deba a epi vote kounye a")                                                            \
    X(TO_LIMIT, "to limit or extend debate", "limitar o ampliar el debate",                        \
      "limite deba a oswa pwolonje l")                                                             \
    X(TO_POSTPONE, "to postpone {t} to {d}", "aplazar {t} hasta el {d}", "ranvwaye {t} pou {d}")   \
    X(TO_POSTPONE_UNDATED, "to defer {t}, with no date named", "aplazar {t}, sin fijar fecha",     \
      "ranvwaye {t}, san yo pa bay dat")                                                           \
    X(TO_REFER, "to refer {t}", "remitir {t} a una comisión", "voye {t} bay yon komite")           \
    X(TO_AMEND, "to amend {t}", "enmendar {t}", "modifye {t}")                                     \
    X(TO_SUBSTITUTE, "to substitute another text for {t}", "sustituir el texto de {t} por otro",   \
      "ranplase tèks {t} ak yon lòt")                                                              \
    X(TO_BLANK, "to fill the blank in {t}", "llenar el espacio en blanco de {t}",                  \
      "ranpli espas vid ki nan {t}")                                                               \
    X(TO_INDEFINITE, "to postpone {t} indefinitely", "aplazar {t} indefinidamente",                \
      "ranvwaye {t} pou tout tan")                                                                 \
    X(TO_POINT, "to rule on a point of order", "resolver una cuestión de orden",                   \
      "deside sou yon pwen lòd")                                                                   \
    X(TO_APPEAL, "to appeal from the decision of the chair",                                       \
      "apelar la decisión de la presidencia", "fè apèl kont desizyon prezidan an")                 \
    X(TO_SUSPEND, "to suspend the rules", "suspender las reglas", "sispann règ yo")                \
    X(TO_OBJECT, "to object to the consideration of {t}", "oponerse a que se considere {t}",       \
      "opoze ak konsiderasyon {t}")                                                                \
    X(TO_DIVIDE, "to divide {t}", "dividir {t}", "divize {t}")                                     \
    X(TO_PARAGRAPH, "to consider {t} by paragraph", "considerar {t} párrafo por párrafo",          \
      "konsidere {t} paragraf pa paragraf")                                                        \
    X(TO_DIVISION, "to take the vote again", "repetir la votación", "refè vòt la")                 \
    X(TO_METHOD, "to vote by another method", "votar por otro método", "vote yon lòt jan")         \
    X(TO_WITHDRAW, "to give leave to withdraw {t}", "permitir que se retire {t}",                  \
      "bay pèmisyon pou retire {t}")                                                               \
    X(TO_INQUIRE, "to answer a question", "responder una pregunta", "reponn yon kesyon")           \
    X(TO_RECONSIDER, "to reconsider the vote on {t}", "reconsiderar la votación sobre {t}",        \
      "rekonsidere vòt sou {t}")                                                                   \
    X(TO_RESCIND, "to rescind or amend what was adopted on {t}",                                   \
      "revocar o enmendar lo aprobado sobre {t}", "anile oswa modifye sa yo te adopte sou {t}")    \
    X(TO_TAKE, "to take {t} from the table", "retomar {t}, que está sobre la mesa",                \
      "retire {t} sou tab la")                                                                     \
    X(TO_DISCHARGE, "to discharge the committee from {t}", "relevar a la comisión de {t}",         \
      "retire {t} nan men komite a")                                                               \
    X(TO_CONSENT, "to adopt the consent agenda", "aprobar la agenda de consentimiento",            \
      "adopte ajanda konsantman an")                                                               \
    X(TO_OVERRIDE, "to override the veto of {t}", "anular el veto de {t}", "kase veto sou {t}")    \
    /* the meeting */                                                                              \
    X(OPENED, "The meeting will come to order. The clerk will call the roll.",                     \
      "Se abre la sesión. El secretario pasará lista.",                                            \
      "Reyinyon an louvri. Grefye a pral fè apèl non yo.")                                         \
    X(RECESSED, "The meeting stands in recess.", "La sesión entra en receso.",                     \
      "Reyinyon an nan poz.")                                                                      \
    X(RESUMED, "The meeting will come to order again.", "Se reanuda la sesión.",                   \
      "Reyinyon an rekòmanse.")                                                                    \
    X(ADJOURNED, "There is no further business. The meeting is adjourned.",                        \
      "No hay más asuntos. Se levanta la sesión.", "Pa gen lòt bagay. Reyinyon an fèmen.")         \
    X(ADJOURNED_BY_VOTE, "The meeting is adjourned.", "Se levanta la sesión.",                     \
      "Reyinyon an fèmen.")                                                                        \
    X(NEXT_ITEM, "The next item is {t}.", "El siguiente punto es el {t}.",                         \
      "Pwochen pwen an se {t}.")                                                                   \
    X(NEXT_ITEM_UNNAMED, "The next item, please.", "El siguiente punto, por favor.",               \
      "Pwochen pwen an, tanpri.")                                                                  \
    X(PRESIDES, "{c} will preside.", "Presidirá {c}.", "{c} pral prezide.")                        \
    X(PULLED, "Item {t} is taken out of the consent agenda and will be considered by itself.",     \
      "El punto {t} sale de la agenda de consentimiento y se considerará por separado.",           \
      "Pwen {t} soti nan ajanda konsantman an; yo pral konsidere l apa.")                          \
    X(ITEM_WITHDRAWN, "Item {t} is withdrawn.", "Se retira el punto {t}.", "Yo retire pwen {t}.")  \
    X(HEARING_OPENED, "The public hearing on item {t} is open.",                                   \
      "Queda abierta la audiencia pública sobre el punto {t}.",                                    \
      "Odyans piblik sou pwen {t} louvri.")                                                        \
    X(HEARING_QUASI,                                                                               \
      "The quasi-judicial hearing on item {t} is open. All who will testify rise and be sworn. "   \
      "Members disclose what they heard outside of this hearing.",                                 \
      "Queda abierta la audiencia cuasijudicial sobre el punto {t}. Quienes vayan a declarar, "    \
      "de pie para prestar juramento. Los miembros declaran lo que oyeron fuera de esta "          \
      "audiencia.",                                                                                \
      "Odyans kazi-jidisyè sou pwen {t} louvri. Tout moun ki pral temwaye, leve kanpe pou "       \
      "fè sèman. Manm yo di sa yo te tande andeyò odyans sa a.")                                   \
    X(HEARING_CLOSED, "The hearing on item {t} is closed.",                                        \
      "Queda cerrada la audiencia sobre el punto {t}.", "Odyans sou pwen {t} fèmen.")              \
    X(OATH, "Do you swear or affirm that the testimony you are about to give is the truth?",       \
      "¿Juran o afirman que el testimonio que van a dar es la verdad?",                            \
      "Èske nou sèmante oswa afime temwayaj nou pral bay la se verite?")                           \
    X(DISCLOSURES, "Does any member have a disclosure to make?",                                   \
      "¿Algún miembro tiene algo que declarar?", "Èske gen yon manm ki gen yon bagay pou l di?")   \
    X(SESSION_CLOSED,                                                                              \
      "The body goes into a closed session. The meeting will be open again when it ends.",         \
      "El cuerpo pasa a sesión cerrada. La sesión pública se reanudará al terminar.",              \
      "Kò a antre nan yon sesyon fèmen. Reyinyon an ap louvri ankò lè l fini.")                    \
    X(SESSION_REOPENED, "The closed session has ended. The meeting is open again.",                \
      "Terminó la sesión cerrada. La sesión pública se reanuda.",                                  \
      "Sesyon fèmen an fini. Reyinyon an louvri ankò.")                                            \
    X(RECUSED, "The record will show that {c} does not vote on this item.",                        \
      "Constará en acta que {c} no vota en este punto.",                                           \
      "Dosye a ap montre {c} pa vote sou pwen sa a.")                                              \
    /* a motion */                                                                                 \
    X(SECOND, "A motion has been made. Is there a second?",                                        \
      "Se ha hecho una moción. ¿Alguien la secunda?", "Gen yon mosyon. Èske gen moun ki apiye l?") \
    X(STATED, "It is moved by {a} {q}.", "{a} propone {q}.", "{a} pwopoze pou yo {q}.")            \
    X(STATED_SECONDED, "It is moved by {a} and seconded by {b} {q}.",                              \
      "{a} propone, y {b} secunda, {q}.", "{a} pwopoze, {b} apiye, pou yo {q}.")                   \
    X(DISCUSSION, "Is there any discussion?", "¿Hay alguna intervención?", "Èske gen diskisyon?")  \
    X(NO_DEBATE, "The motion is not debatable.", "La moción no admite debate.",                    \
      "Yo pa ka fè deba sou mosyon sa a.")                                                         \
    X(WITHDRAWN, "Motion {n} is withdrawn.", "Se retira la moción {n}.", "Yo retire mosyon {n}.")  \
    X(WITHDRAWN_LEAVE, "Without objection, motion {n} is withdrawn.",                              \
      "Sin objeción, se retira la moción {n}.", "San objeksyon, yo retire mosyon {n}.")            \
    X(POINT_STATED, "State your point of order, please.",                                          \
      "Exponga su cuestión de orden, por favor.", "Di pwen lòd ou a, tanpri.")                     \
    X(PRIVILEGE_STATED, "State your question, please.", "Exponga su cuestión, por favor.",         \
      "Di kesyon ou a, tanpri.")                                                                   \
    X(DIVISION_STATED, "A division is called for. The vote will be taken again, and counted.",     \
      "Se pide verificar la votación. Se votará de nuevo y se contará.",                           \
      "Yo mande verifye vòt la. Yo pral revote, epi konte.")                                       \
    /* putting the question */                                                                     \
    X(QUESTION, "The question is on motion {n}, {q}.", "Se vota la moción {n}: {q}.",              \
      "N ap vote sou mosyon {n}: {q}.")                                                            \
    X(QUESTION_APPEAL, "The question is: shall the decision of the chair stand?",                  \
      "La cuestión es: ¿se mantiene la decisión de la presidencia?",                               \
      "Kesyon an se: èske desizyon prezidan an kenbe?")                                            \
    X(QUESTION_OBJECT, "The question is: shall {t} be considered?",                                \
      "La cuestión es: ¿se considerará {t}?", "Kesyon an se: èske yo pral konsidere {t}?")         \
    X(BY_ROLL, "The clerk will call the roll.", "El secretario pasará lista.",                     \
      "Grefye a pral rele non yo.")                                                                \
    X(BY_VOICE, "All in favor say aye. Those opposed say no.",                                     \
      "Quienes estén a favor digan sí. Quienes estén en contra digan no.",                         \
      "Sa ki dakò di wi. Sa ki pa dakò di non.")                                                   \
    X(BY_RISING, "All in favor rise or raise a hand. Now those opposed.",                          \
      "Quienes estén a favor, de pie o con la mano en alto. Ahora quienes estén en contra.",       \
      "Sa ki dakò leve kanpe oswa leve men. Kounye a sa ki pa dakò.")                              \
    X(BY_CONSENT, "Is there any objection to motion {n}, {q}?",                                    \
      "¿Hay alguna objeción a la moción {n}: {q}?", "Èske gen objeksyon ak mosyon {n}: {q}?")      \
    /* announcing */                                                                               \
    X(COUNTS, "The vote is {y} in favor, {o} opposed.", "{y} a favor, {o} en contra.",             \
      "{y} pou, {o} kont.")                                                                        \
    X(COUNTS_ABSTAIN, "The vote is {y} in favor, {o} opposed, {s} abstaining.",                    \
      "{y} a favor, {o} en contra, {s} abstenciones.", "{y} pou, {o} kont, {s} abstansyon.")       \
    X(TIE, "The vote is a tie: {y} in favor, {o} opposed.",                                        \
      "Hay empate: {y} a favor, {o} en contra.", "Vòt la egal: {y} pou, {o} kont.")                \
    X(AYES_HAVE_IT, "The ayes have it.", "Hay mayoría a favor.", "Sa ki di wi yo pi plis.")        \
    X(NOES_HAVE_IT, "The noes have it.", "No hay mayoría a favor.", "Sa ki di wi yo pa ase.")      \
    X(NO_OBJECTION, "There is no objection.", "No hay objeción.", "Pa gen objeksyon.")             \
    X(OBJECTION, "There is an objection. The question is put to a vote.",                          \
      "Hay una objeción. Se somete a votación.", "Gen yon objeksyon. Yo pral vote.")               \
    X(ADOPTED, "Motion {n} is adopted.", "Queda aprobada la moción {n}.", "Yo adopte mosyon {n}.") \
    X(LOST, "Motion {n} is lost.", "Queda rechazada la moción {n}.", "Yo rejte mosyon {n}.")       \
    X(DECISION_STANDS, "The decision of the chair is sustained.",                                  \
      "Se mantiene la decisión de la presidencia.", "Desizyon prezidan an kenbe.")                 \
    X(DECISION_FALLS, "The decision of the chair is not sustained.",                               \
      "No se mantiene la decisión de la presidencia.", "Desizyon prezidan an pa kenbe.")           \
    X(NOT_CONSIDERED, "The objection is sustained: {t} will not be considered.",                   \
      "Se acepta la oposición: no se considerará {t}.",                                            \
      "Yo aksepte opozisyon an: yo pap konsidere {t}.")                                            \
    X(CONSIDERED, "The objection is not sustained: {t} is before the body.",                       \
      "No se acepta la oposición: se considera {t}.",                                              \
      "Yo pa aksepte opozisyon an: yo pral konsidere {t}.")                                        \
    X(NOW_ON, "The question is now on motion {n}, {q}.", "Ahora se considera la moción {n}: {q}.", \
      "Kounye a n ap konsidere mosyon {n}: {q}.")                                                  \
    /* effects of what was adopted */                                                              \
    X(DID_POSTPONE, "{t} will be taken up on {d}.", "{t} se tratará el {d}.",                      \
      "Yo pral trete {t} nan dat {d}.")                                                            \
    X(DID_POSTPONE_UNDATED, "{t} is deferred; no date is named.", "Se aplaza {t}, sin fecha.",     \
      "Yo ranvwaye {t}; pa gen dat.")                                                              \
    X(DID_REFER, "{t} is referred.", "Se remite {t} a la comisión.", "Yo voye {t} bay komite a.")  \
    X(DID_TABLE, "{t} lies on the table.", "Se deja {t} sobre la mesa.", "{t} rete sou tab la.")   \
    X(DID_INDEFINITE, "No action will be taken on {t} at this session.",                           \
      "No se actuará sobre {t} en esta sesión.",                                                   \
      "Yo pap pran okenn aksyon sou {t} nan sesyon sa a.")                                         \
    X(DID_PREVIOUS, "Debate is closed.", "Se cierra el debate.", "Deba a fèmen.")                  \
    X(DID_RECONSIDER, "{t} is pending again, as it was before its vote.",                          \
      "{t} vuelve a estar pendiente, como antes de votarse.",                                      \
      "{t} retounen an diskisyon, jan l te ye anvan vòt la.")                                      \
    X(DID_SUSPEND, "The rules are suspended for this purpose.",                                    \
      "Se suspenden las reglas para este fin.", "Yo sispann règ yo pou sa.")                       \
    X(DID_OVERRIDE, "The veto is overridden.", "Queda anulado el veto.", "Yo kase veto a.")        \
    X(DID_FIRST_READING, "{t} has passed its first reading.", "{t} pasa la primera lectura.",      \
      "{t} pase premye lekti a.")                                                                  \
    /* rulings */                                                                                  \
    X(WELL_TAKEN, "The point is well taken.", "La cuestión de orden procede.", "Pwen lòd la bon.") \
    X(NOT_WELL_TAKEN, "The point is not well taken.", "La cuestión de orden no procede.",          \
      "Pwen lòd la pa bon.")                                                                       \
    X(GRANTED, "The request is granted.", "Se concede lo pedido.", "Yo bay sa yo mande a.")        \
    X(DENIED, "The request is denied.", "Se deniega lo pedido.", "Yo refize sa yo mande a.")

#endif
