# Profesionales y recepción.

nav = Páginas
nav-today = Hoy
nav-schedule = Agenda
nav-emergencies = Sin un sí
new-visit = Visita nueva
sign-out = Cerrar sesión
times-of-clinic = Todas las horas son las de la clínica: { $zone }.
list-old = Esta lista puede ser antigua. Última actualización a las { $time }.
name-and-age = { $name }, { $age }
time-only = { $time }
date-only = { $date }
day-and-time = { $day }, { $time }
at-time = a las { $time }
on-day = el { $day }
minutes-short = { $minutes } min
length-minutes = { $minutes ->
    [one] Un minuto
   *[other] { $minutes } minutos
}

## Sign in
sign-in-title = Entrar en Beside
sign-in-name = Nombre
sign-in-password = Contraseña
sign-in = Entrar
sign-in-wrong = El nombre o la contraseña no coinciden.
sign-in-closed = { $minutes ->
    [one] Cerrado durante un minuto.
   *[other] Cerrado durante { $minutes } minutos.
}
sign-in-timed-out = Sesión cerrada tras { $minutes } minutos.
sign-in-signed-out = Ha cerrado la sesión.
sign-in-no-answer = El servidor de la clínica no responde. Por favor, pruebe otra vez.

## Today
good-morning = Buenos días, { $name }
good-afternoon = Buenas tardes, { $name }
good-evening = Buenas noches, { $name }
today-counts = { $visits ->
    [one] { $day }, una visita, terminadas: { $finished }
   *[other] { $day }, { $visits } visitas, terminadas: { $finished }
}
still-open = Sigue en una visita con { $patient }.
go-back-to-visit = Volver a la visita
waiting-now = Esperan ahora
people-count = { $count }
longest-wait = { $minutes ->
    [0] Acaba de llegar
    [one] Espera más larga: un minuto
   *[other] Espera más larga: { $minutes } minutos
}
nobody-waits = No espera nadie.
nobody-waits-next = No espera nadie. Siguiente: { $patient } a las { $time }.
no-visits = Hoy no hay visitas.
time-and-sort = { $time }, { $sort }
sort-and-time = { $sort }, { $time }
sort-new = Primera visita
sort-followup = Seguimiento
sort-urgent = Urgente
waits-minutes = { $minutes ->
    [0] Acaba de llegar
    [one] Espera desde hace un minuto
   *[other] Espera desde hace { $minutes } minutos
}
waits-alone = Sin compañía
waits-with = Con { $people }
let-in = Dejar entrar
away-title = { $patient } no está ahora mismo
away-words = Sale un mensaje que pide a { $patient } que vuelva.
away-call = Pedir que vuelva
let-in-name = Dejar entrar a { $name }
all-of-today = Todo el día
column-time = Hora
column-patient = Paciente
column-visit = Visita
column-state = Estado
column-details = Detalles
column-clinician = Profesional
column-with-them = Con quién
column-check = Prueba
companion-asked = { $person }, sin respuesta todavía
companion-no = { $person }, no vendrá
companion-away = { $person }, todavía no está

## Words for states
ready = Listo
ready-sound-only = Solo sonido
ready-weak = Red débil
ready-away = Ausente
ready-put-down = Teléfono dejado
ready-call-needed = Hay que llamar
ready-check-failed = Falló la prueba
ready-not-checked = Sin hacer todavía
state-expected = Se espera
state-waiting = Esperando
state-waiting-minutes = Esperando { $minutes } min
state-in-visit = En la visita
state-interrupted = Se cortó la conexión
state-ended = Terminada
state-cancelled = Cancelada
state-cancelled-at = Cancelada a las { $time }
state-no-show = No tuvo lugar
state-missed = Sin contacto, por favor compruebe

## The visit
call-people = Personas
call-about = Sobre esta visita
in-the-visit = En la visita
role-patient = paciente
role-clinician = médico
role-interpreter = intérprete
role-observer = observa
interprets = interpreta { $language }
in-the-room = en la habitación con { $patient }
somebody-in-the-room = Alguien al lado
has-left = Se fue
has-left-label = Se fue: { $name }
present-title = ¿Quién está en la habitación?
present-note = Lo leen todos en la visita.
present-name = Nombre
present-with = ¿Con quién?
present-with-me = Conmigo
present-do = Anotarlo
on-a-phone = Teléfono
on-a-computer = Ordenador
hold = Dejar fuera
hold-name = Dejar fuera a { $name }
bring-back = Que vuelva
bring-all-back = Que vuelvan todos
bring-name-back = Que vuelva { $name }
cannot-see-or-hear = No ve ni oye
held-since = Fuera desde las { $time }
scope-join = participar
scope-messages = mensajes
scope-files = archivos
scope-summary = resumen
scope-part-of-summary = parte del resumen
agreed-to = { $patient } aceptó: { $what }
agreed-aloud = { $patient } aceptó de viva voz: { $what }
agreed-emergency = Entró por peligro: { $what }
agreed-short = Aceptado: { $what }
agreed-short-aloud = Aceptado de viva voz: { $what }
quality-good = Bien
quality-weak = Débil
remove = Quitar
remove-name = Quitar a { $name }
remove-title = ¿Quitar a { $name }?
remove-words = { $name } sale ahora de la visita. Puede deshacerlo durante 10 segundos. Después el enlace deja de funcionar.
removed = Se ha quitado a { $name }.
undo = Deshacer
invited-agreed = Todavía no está
invited-asked = Sin respuesta todavía
invited-declined = El paciente dijo que no
invited-taken-back = El paciente lo retiró
waiting-for-you = Le esperan
knocks = llama a la puerta
knocks-second = llama con otro teléfono u ordenador
knocks-aloud = { $person } llama a la puerta.
knocks-patient = está a la puerta
knocks-patient-aloud = { $person } está a la puerta.
knock-own-visit = Esta visita es para { $patient }
knock-not-answered = { $patient } no ha respondido todavía
knock-patient-first = { $patient } no está todavía. Los acompañantes esperan fuera.
knock-needs-no-yes = Es del equipo. No hace falta un sí.
knock-room-full = { $count ->
    [0] La sala está llena. Alguien tiene que salir antes.
   *[other] La sala está llena: { $count } personas. Alguien tiene que salir antes.
}
knock-must-not-meet = { $name } no debe encontrarse con { $other }. Solo el personal lo ve.
knock-must-not-meet-somebody = { $name } no debe encontrarse con alguien de esta visita. Solo el personal lo ve.
must-not-meet = No debe encontrarse con { $people }. Solo el personal lo ve.
picture-at-door = { $name } en la puerta
ask-aloud = Preguntar de viva voz
ask-aloud-label = Preguntar de viva voz por { $name }
emergency = En peligro
emergency-label = En peligro: dejar pasar a { $name }
let-name-in = Que entre { $name }
not-yet = Todavía no
you-come-back = Volviendo… { $patient } lo ve.
patient-gone = La conexión de { $patient } se cortó a las { $time }.
patient-not-here = { $patient } no está todavía.
make-private = En privado
end-private = Fin de privado
private-closing = Cerrando la puerta…
private-without = { $count ->
    [one] En privado. { $people } no ve ni oye.
   *[other] En privado. { $people } no ven ni oyen.
}
private-alone = En privado. Quien entre ahora no ve ni oye.
not-private-silent = { $count ->
    [one] Aún no es privado: { $people } no responde.
   *[other] Aún no es privado: { $people } no responden.
}
private-by-patient = { $patient } lo pidió. Solo { $patient } puede terminar esa parte.
is-in-the-room = { $name } está en la habitación con { $patient }.
hand-over = Pasar a un colega
hand-over-title = Pasar esta visita
hand-over-note = Sigue siendo suya hasta que su colega la tome.
hand-over-to = ¿A quién?
hand-over-do = Preguntar
hand-over-choose = Elija primero a un colega.
offered-to = Se ha pedido a { $name } que tome esta visita. Hasta entonces sigue siendo suya.
offered-to-you = { $name } le pide que tome la visita con { $patient }.
take-over = Tomar la visita de { $patient }
accept-for = Aceptar por { $name }
keep-it = Seguir con ella
go-on-by-phone = Seguir por teléfono
phone-visit = Visita por teléfono
finish-the-visit = Terminar la visita
finish-title = ¿Terminar la visita con { $patient }?
finish-words = Todos salen de la llamada.
finish-anyway = { $patient } no tiene conexión. ¿Terminar de todos modos?
finish-outcome = ¿Cómo fue?
finish-modality = ¿Cómo se hizo?
finish-choose = Primero diga cómo fue.
finish-not-reached = Sin terminar todavía. Seguimos probando.
outcome-completed = Completa
outcome-broken-off = Interrumpida
outcome-did-not-take-place = No tuvo lugar
modality-video = Video
modality-sound = Sonido
modality-phone = Teléfono
go-back = Volver

## Inviting someone
staff-invite-title = Invitar a alguien
invite-note = Primero se pregunta a { $patient }, en su propia pantalla.
invite-ask = Preguntar a { $patient }
guest-name = Nombre
guest-relation = Relación
guest-email = Correo electrónico
invite-whom = ¿A quién?
invite-family = Familia o amistades
invite-interpreter = Intérprete
invite-observer = Alguien que observa
invite-note-interpreter = Se le dice a { $patient }, que puede decir que no. No hace falta un sí.
invite-do = Enviar el enlace
interpreter-language = Interpreta
observer-why = Quién es
observer-why-hint = { $patient } lo lee: estudiante, supervisión.
invite-must-not-meet = { $name } no debe encontrarse con { $other }. Solo el personal lo ve.
invite-room-full = { $count ->
    [0] La sala está llena.
   *[other] En la sala caben { $count } personas. Está llena.
}
invite-already = { $name } ya tiene invitación.

## A yes said aloud, and danger
aloud-title = { $patient } dice sí de viva voz
aloud-note = { $patient } ve después lo que se anotó y puede deshacerlo con un toque.
aloud-read = Lea esto en voz alta, por favor:
aloud-question = ¿Puede { $name } ({ $relation }) entrar en esta visita, verle y oírle?
aloud-question-name = ¿Puede { $name } entrar en esta visita, verle y oírle?
aloud-question-observer = ¿Puede { $name } observar esta visita, verle y oírle?
aloud-may-also = { $name } también puede
aloud-messages = escribir y leer mensajes
aloud-files = recibir los archivos que compartimos
aloud-reads = ¿Qué puede leer { $name } después?
aloud-reads-everything = Todo
aloud-reads-actions = Qué hacer, medicinas, cuándo pedir ayuda
aloud-reads-nothing = Nada
aloud-yes = { $patient } dijo que sí
aloud-no = { $patient } dijo que no
aloud-choose = Anote primero qué se puede leer después.
emergency-title = ¿Dejar pasar a { $name } sin un sí?
emergency-note = Solo en peligro, y solo para lo que ayuda ahora.
emergency-reason = ¿Por qué no se puede preguntar antes?
emergency-reason-hint = { $patient } lo lee después. También queda en la lista de la dirección.
emergency-must-not-meet = { $name } no debe encontrarse con { $other }.
emergency-sure = { $name } verá y oirá la visita al momento.
emergency-next = Seguir
emergency-do = Dejar pasar a { $name } ahora
somebody-here = alguien de esta visita
emergencies-title = Hecho sin un sí
emergencies-words = En peligro alguien entró, o supo lo que ayuda, antes de que el paciente pudiera decir que sí. Los últimos tres meses.
emergencies-none = Nadie entró ni supo nada sin un sí.
emergency-was-let-in = { $person } entró
emergency-was-told = { $person } supo lo que ayuda
column-what = Qué
column-why = Por qué
column-by = Quién

## Front desk
board-title = Hoy, { $day }
board-counts = { $visits ->
    [one] Una visita, terminadas: { $finished }, esperan: { $waiting }
   *[other] { $visits } visitas, terminadas: { $finished }, esperan: { $waiting }
}
board-waiting = Esperan: { $waiting }
board-need-a-call = { $count ->
    [0] Todos están bien
    [one] Hay que llamar a una persona
   *[other] Hay que llamar a { $count } personas
}
call-done = Hecho
call-done-label = Hecho con { $patient }
rooms-work = Las salas funcionan
rooms-trouble = Las salas tienen problemas
rooms-trouble-words = Diga a quien llame: estamos en ello y nadie pierde su sitio. Las visitas pueden seguir por teléfono.
why-check-failed = Falló la prueba de imagen y sonido.
why-refused = La cámara y el micrófono no tienen permiso.
why-sound-only = Espera solo con sonido. No hay cámara.
why-weak = El internet es demasiado débil para video.
why-not-sent = El enlace no llegó.
why-wrong-person = Otra persona abrió el enlace.
why-asked-for-call = Pidió una llamada.
why-away = Se le llamó y no volvió.
why-no-contact = No hay correo. Nadie puede enviar un enlace.
why-still-waiting = Sigue esperando después de la hora de la visita.
why-still-waiting-at-days-end = Sigue esperando al final del día.
why-came-after-no-show = Vino después. Alguien anotó que la visita no tuvo lugar.
why-came-and-left = Vino y se fue antes de la visita.
why-protected-pair = Están invitadas dos personas que no deben encontrarse.
why-abandoned = La visita se cortó y nadie la terminó.
why-summary-not-sent = El resumen no llegó a todos. Por favor, llame.
open-the-visit = Abrir la visita

## Schedule
schedule-title = Visita nueva
schedule-patient = Paciente
schedule-when = Visita
schedule-guests = Quién puede estar al lado del paciente
schedule-guests-words = Primero se pregunta al paciente. Nadie entra sin un sí.
field-patient = Nombre
field-birth-date = Fecha de nacimiento
field-email = Correo electrónico
field-phone = Teléfono
field-phone-why = Para llamar cuando fallan la imagen y el sonido.
problem-phone = Revise el número de teléfono.
field-sort = Tipo de visita
field-language = Idioma
field-clinician = Profesional
field-day = Día
field-time = Hora
field-length = Duración
a-guest = Acompañante
add-guest = Añadir a alguien
remove-guest = Dejar fuera: { $name }
save-and-send = Guardar y enviar enlaces
double-book = Reservarla de todos modos
saved-and-sent = Guardada: { $patient }, { $day }, { $time }. Los enlaces van de camino.
saved-not-sent = Guardada: { $patient }, { $day }, { $time }. El enlace no salió.
problem-no-contact = Sin correo nadie puede enviar un enlace.
problem-clash = { $clinician } tiene una visita a las { $time }.
problem-in-the-past = Esa hora ya pasó. Por favor, elija una posterior.
problem-must-not-meet = Estas dos personas no deben encontrarse. Elija a una, por favor.
problem-missing = Falta algo arriba.

## One visit
detail-about = Datos y qué se puede hacer
detail-people = Personas y enlaces
detail-history = Qué ha pasado
detail-deeds = Qué se puede hacer
fact-phone = Teléfono
send-a-new-link = Enviar un enlace nuevo
new-link-for = Enviar un enlace nuevo a { $name }
new-link-label = Enviar un enlace nuevo a { $name }
new-link-stops = Va a { $contact }. El antiguo deja de servir.
link-sent = Enlace enviado
link-delivered = Enlace entregado
link-failed = El enlace no llegó
link-not-sent = Sin enlace todavía
link-opened = Abierto a las { $time }
consent-agreed = El paciente aceptó
consent-asked = El paciente no ha respondido
consent-declined = El paciente dijo que no
consent-taken-back = El paciente lo retiró
move = Mover
move-title = Mover la visita de { $patient }
move-words = Se avisa ahora a todos de la hora nueva. Sus enlaces siguen.
move-all-the-same = Cambiarla de todos modos
move-do = Mover la visita
cancel-visit = Cancelar la visita
cancel-title = ¿Cancelar la visita de { $patient }?
cancel-words = Se avisa ahora a todos.
cancel-reason = ¿Por qué?
cancel-reason-hint = Solo lo lee el personal.
keep-visit = Mantener la visita
came-after-all = Aún puede tener lugar
go-on-after-all = Continuar la visita
just-finished = La visita con { $patient } ha terminado.
goes-on-by-phone = Sigue por teléfono
nobody-came = No tuvo lugar
no-show-title = ¿La visita de { $patient } no tuvo lugar?
no-show-who = ¿Quién no vino?
absent-patient = { $patient }
absent-clinician = { $clinician }
absent-both = Ninguno de los dos
absent-missed = No se encontraron
no-show-words = { $patient } leerá: «Hoy le hemos echado en falta.»
no-show-words-clinician = { $patient } leerá: «Lo sentimos. { $clinician } no pudo venir.»
no-show-do = Anotarlo
changed-meanwhile = Otra persona lo cambió a las { $time }. Este es el estado nuevo.
detail-apart = Quiénes no deben encontrarse
apart-words = Solo el personal lo ve. Ninguno sabe que el otro tiene invitación.
keep-apart = Mantener separados a dos
keep-apart-title = ¿Quiénes no deben encontrarse?
keep-apart-nobody = Invite primero a las dos personas.
keep-apart-one = Una persona
keep-apart-other = La otra
keep-apart-reason = ¿Por qué?
keep-apart-now = Vale al momento. Si ambos están en la visita, quien llegó después vuelve a la puerta.
keep-apart-do = Mantener separados
keep-apart-still = Seguir separados
pair = { $name } y { $other }
since-day = desde el { $day }
let-meet = Pueden encontrarse
let-meet-label = Pueden encontrarse: { $name } y { $other }
let-meet-title = ¿Pueden encontrarse { $name } y { $other }?
let-meet-reason = ¿Por qué pueden encontrarse ahora?
let-meet-do = Pueden encontrarse
history-booked = { $who } reservó la visita.
history-moved = { $who } movió la visita.
history-cancelled = { $who } canceló la visita.
history-started = La visita empezó.
history-ended = { $who } terminó la visita.
history-no-show = { $who } anotó que la visita no tuvo lugar.
history-by-phone = La visita siguió por teléfono.
history-no-show-undone = { $who } lo corrigió: la visita puede tener lugar.
history-came-late = El paciente llegó después de anotarse que no vino.
history-stopped-waiting = { $who } dejó de esperar.
history-reopened = { $who } abrió otra vez la visita.
history-arrived = { $who } llegó a la sala de espera.
history-knocked = { $who } llamó a la puerta.
history-admitted = { $who } entró.
history-left = { $who } salió.
history-removed = Se quitó a { $who }.
history-link-sent = Se envió un enlace a { $who }.
history-link-failed = El enlace no llegó a { $who }.
history-summary-signed = El resumen está firmado.
history-summary-not-sent = El resumen no llegó a { $who }.
history-link-opened = { $who } abrió el enlace.
history-consent-asked = Se preguntó al paciente por { $who }.
history-consent-agreed = El paciente dijo sí a { $who }.
history-consent-told = Se informó a { $who } sin un sí: una urgencia.
history-consent-expired = Nadie respondió a tiempo sobre { $who }.
history-consent-declined = El paciente dijo no a { $who }.
history-consent-revoked = El paciente retiró el sí a { $who }.
history-handed-over = { $who } tomó la visita.
history-held = { $who } quedó fuera un momento privado.
history-brought-back = { $who } volvió a la visita.
history-check-failed = { $who } tuvo problemas con imagen o sonido.
history-check-passed = { $who } probó imagen y sonido.
history-wrong-person = Otra persona abrió el enlace de { $who }.

## The summary, written
write-the-summary = Escribir el resumen
the-summary = El resumen
editor-title = Resumen para { $patient }
editor-of = Visita del { $day }, hasta las { $time }.
written-in = Escrito en
reads-another = { $patient } lee en { $language }. Los títulos y botones estarán en ese idioma; sus palabras quedan como las escribe.
signed-in = Escrito en { $language }.
editor-words = Las palabras del resumen
editor-aside = Quién lo recibe y qué se puede hacer
editor-corrects = Esto corrige lo que se envió.
editor-changed = El resumen cambió desde que lo miró. Mírelo otra vez y firme.
editor-nothing-written = Falta el mensaje principal. Escriba la frase que más importa.
editor-too-many = Se recuerdan tres cosas. Quite las demás, por favor.
editor-people-unknown = Aún no sabemos quién lo recibe. Lo escrito está guardado. Pruebe otra vez en un momento.
editor-not-ended = La visita sigue. Termínela y firme después.
editor-not-responsible = Solo el médico de esta visita puede firmar. Usted puede escribir, y se guarda.
editor-signed-elsewhere = Se firmó o se retiró en otra pantalla. Así está ahora.
editor-not-saved = Sin firmar: algo no está guardado todavía. Pruebe otra vez en un momento.
editor-refused = Esto ya no se puede guardar. Sus palabras quedan en este ordenador.
draft-saved = Borrador, guardado a las { $time }
draft-empty = Borrador, nada escrito todavía
draft-kept = Sin guardar todavía. Queda en este ordenador.
draft-not-saved = Sin guardar todavía. Deje esta página abierta.
hint-main-message = Una o dos frases
hint-actions = Como mucho tres: qué, cuándo, cómo
field-of-row = { $field }, { $number }
field-what = Qué
field-when = Cuándo
field-how = Cómo
field-where = Dónde
field-why = Por qué
field-decided = Qué decidimos
field-test = Prueba o derivación
field-question = Pregunta
field-answer = Respuesta
field-change = Cambio
field-medicine = Medicina
field-how-much = Cuánto y cuándo
field-sign = Cuándo pedir ayuda
field-call = A quién llamar, con el número
add-action = Añadir algo que hacer
add-medicine = Añadir una medicina
add-decision = Añadir una decisión
add-test = Añadir una prueba
add-question = Añadir una pregunta
add-sign = Añadir una señal
leave-out-row = Quitar la fila { $number }
nothing-to-do-check = Nada que hacer: el resumen lo dice
patient-only = Esta parte solo la lee { $patient }
conflict-title = Alguien más cambió esta parte. Aquí están los dos textos, ninguno se pierde.
conflict-theirs = El suyo está arriba. Este es el otro:
conflict-keep-mine = Dejar lo de arriba
conflict-take-theirs = Tomar el otro
who-gets-it = Quién lo recibe
gets-whole = todo
gets-everything = todo, menos las partes que solo lee el paciente
gets-actions = qué hacer, medicinas, cuándo pedir ayuda
gets-nothing = nada
readers-unknown = Aún no sabemos quién lo recibe. Puede seguir escribiendo.
only-a-link = El mensaje lleva solo un enlace. Para abrirlo hace falta un código.
as-name-sees-it = Como lo ve { $name }
preview-nothing = { $name } todavía no lee nada.
sign-and-send = Firmar y enviar
sign-words = Después no se puede cambiar, solo corregir.
sign-settle-first = Primero elija entre los dos textos.
no-summary = Ningún resumen para esta visita
no-correction = Retirar esta corrección
waive-words = { $patient } lee entonces que no hay resumen de esta visita.
waive-do = Decidirlo así
correct-it = Corregirlo
amend-reason = ¿Qué cambió y por qué?
amend-words = { $patient } lee esto. Los demás leen solo qué partes son nuevas.
amend-do = Seguir y escribir
write-after-all = Escribir uno
write-reason = ¿Por qué se escribe ahora?
was-a-mistake = Esto fue un error
mistake-words = A todos los que lo leen se les dice ahora: no lo siga.
mistake-which = ¿Qué estaba mal?
mistake-wrong-words = Lo que dice está mal
mistake-wrong-person = Trata de otra persona
mistake-reason = ¿Qué pasó?
mistake-do = Decírselo a todos
present-signed = Firmado por { $name }, { $day }, { $time }
present-in-error = Marcado como error por { $name }, { $day }, { $time }
present-waived = Sin resumen: decidido por { $name }, { $day }, { $time }
present-broken = Estas no son las palabras que se firmaron. Avise a quien lleva Beside.
present-went-on = La visita siguió después de la firma.
how-it-went-out = Cómo se envió
delivery-ready = resumen
delivery-corrected = corrección
delivery-mistake = «no lo siga»
delivery-queued = En camino desde las { $time }
delivery-sent = Enviado a las { $time }
delivery-failed = No llegó, { $time }
delivery-opened = Abierto a las { $time }
delivery-please-call = No se pudo avisar a alguien. Llame, por favor.

## Passing words
toast-asked-patient = Se pregunta al paciente por { $name }
toast-visit-moved = La visita de { $name } tiene una hora nueva
toast-visit-cancelled = La visita de { $name } está cancelada
toast-by-phone = La visita de { $name } sigue por teléfono
toast-offered = Se ha preguntado a { $name }
toast-taken-over = Ha tomado la visita de { $name }
toast-handed-over = { $name } ha tomado la visita
toast-agreed = El paciente dijo sí a { $name }
toast-declined = El paciente dijo no a { $name }
toast-yes-taken-back = El paciente retiró el sí a { $name }

## When something is in the way
staff-no-internet = Sin conexión con el servidor de la clínica.
staff-no-internet-words = Seguimos probando. Las visitas en curso siguen.
staff-broke = Algo falló por nuestra parte.
staff-broke-words = No se perdió nada. Por favor, pruebe otra vez.
staff-elsewhere = Siguió en otra ventana.
staff-elsewhere-words = Puede cerrar esta.
staff-not-allowed = Esta página no es para usted.
staff-not-allowed-words = Pregunte en su clínica si la necesita.
staff-gone = Esta visita no está aquí.
staff-gone-words = Puede que se haya movido o cancelado.
back-to-today = Volver a hoy
