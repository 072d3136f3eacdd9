# En la visita y después: se carga cuando la persona ha dicho quién es.

## Picture and sound
check-title = Imagen y sonido
check-tap-allow = Por favor, toque Permitir.
check-we-see-you = Le vemos
check-no-picture = Usted
say-hello = Diga hola.
your-voice = Su voz
voice-heard = Le oímos
voice-quiet = Un poco bajo
voice-silent = Todavía no le oímos
voice-silent-help = Todavía no le oímos. Diga hola. Si el teléfono pregunta, toque Permitir.
bell-question = ¿Ha oído una campana?
bell-again = Sonar otra vez
bell-help = Suba el volumen en el lado del teléfono. ¿Hay unos auriculares enchufados?
internet = Internet
internet-video = Bien para video
internet-sound = Bien para sonido, no para video
internet-weak = Demasiado débil. Podemos llamarle.
check-go = Ir a la sala de espera
check-done = Listo
check-only-listen = Solo quiero escuchar
check-done-title = Todo está bien.
check-done-words = Hasta las { $time }.

## Waiting
waiting-title = Está en la sala de espera
waiting-ahead = { $ahead ->
    [0] Le toca a usted
    [one] Hay una persona antes que usted
   *[other] Hay { $ahead } personas antes que usted
}
waiting-line = { $ahead ->
    [0] { $clinician }, luego usted
    [one] { $clinician }, luego una persona, luego usted
   *[other] { $clinician }, luego { $ahead } personas, luego usted
}
waiting-with-someone = { $clinician } está con otra persona y sabe que usted está aquí.
waiting-very-soon = { $clinician } le atiende muy pronto.
waiting-not-arrived = { $clinician } no ha llegado todavía. Hemos avisado a la recepción.
waiting-nobody-in = Todavía no hay nadie para atenderle.
waiting-cannot-say = Todavía no lo sabemos. Se lo decimos en cuanto podamos.
waiting-family-here = { $name } también está aquí. { $clinician } le dejará entrar.
waiting-family-away = { $name } tiene un enlace y todavía no está aquí.
waiting-beside = { $name } está en la sala con usted.
waiting-put-down = Puede dejar el teléfono. Le guardamos el sitio.
waiting-coming-back = Volviendo… Le guardamos el sitio.
stop-waiting = Tengo que dejar de esperar
beside-with = { $name } está en la sala con { $other }.
beside-me = Alguien está sentado conmigo
beside-title = ¿Quién está con usted?
beside-name = Nombre
beside-why = Así todos en la visita saben quién está.
beside-gone = { $name } ya se fue
beside-tell = Decírselo a la clínica
stop-title = ¿Dejar de esperar?
stop-words = Pierde su sitio. Puede volver con el mismo enlace.
stop-keep = Guardar mi sitio

## Knocked, let in
knocked-title = Ha llamado a la puerta.
knocked-stay = Por favor, quédese aquí.
knocked-they-know = Saben que usted está aquí.
knocked-not-yet = Le dejarán entrar un poco más tarde.
knocked-room-full = La sala está llena por ahora. Le dejan entrar cuando haya sitio.
knocked-new-device = Este es otro teléfono u ordenador. La clínica le abre de nuevo.
knock-picture-why = ¿Quiere que la clínica vea quién llama? Solo si usted quiere.
knock-picture-shown = La clínica ve esta imagen suya. Nadie más la ve.
knock-picture-show = Mostrar mi imagen
knock-picture-stop = Dejar de mostrarla
knocked-clinic-knows = { $clinic } sabe que usted está aquí.
go-in-patient = { $clinician } le espera
go-in-guest = Puede entrar
go-in = Entrar

## In the visit
toast-at-door = { $name } está en la puerta.
toast-welcome-back = Hola de nuevo
toast-taken-back = { $name } ya no ve ni oye nada.
toast-not-let-in = { $name } no entrará, y no sabrá por qué.
call-title = Visita con { $clinician }
leave = Salir
call-weak = Su internet es débil. Dejamos el sonido y quitamos la imagen.
call-no-camera = Su cámara está apagada. Todos le oyen.
call-no-microphone = No le oímos. Su teléfono debe permitir el micrófono.
call-clinician-gone = Se cortó la conexión de { $clinician }. Por favor, quédese. Estamos trayendo a { $clinician } de vuelta.
call-by-phone = Su teléfono sonará. La visita sigue por teléfono.
call-alone = Por favor, quédese. { $clinician } viene en un momento.
call-talking-muted = Está en silencio. { $clinician } no le oye.
call-lost = Volviendo… Por favor, quédese aquí.
call-lost-10 = Su internet se ha cortado por ahora. La visita le espera.
call-lost-30 = Seguimos probando. O le llamamos.
leave-title = ¿Salir de la visita?
leave-words = { $clinician } verá que ha salido. Puede volver con el mismo enlace.
stay = Quedarme
turn-camera = Girar la cámara

## Private time
toast-private-failed = Eso no nos llegó. Por favor, toque otra vez.
toast-you-are-back = Ya está de vuelta.
private = Privado
private-wait = Cerrando la puerta… Por favor, espere.
private-silent = Todavía no es privado: el teléfono de { $name } no responde.
bring-person-back = Que vuelva { $name }
private-end = Que vuelvan
private-only = { $count ->
    [0] Ahora nadie puede verle ni oírle.
    [one] Ahora solo { $people } puede verle y oírle.
   *[other] Ahora solo { $people } pueden verle y oírle.
}
private-held = { $count ->
    [one] { $people } no puede verle ni oírle.
   *[other] { $people } no pueden verle ni oírle.
}
private-can = { $count ->
    [one] { $people } sí puede.
   *[other] { $people } sí pueden.
}
private-by-clinic = La clínica hace que vuelvan todos.
held-by-clinic-too = La clínica hace que vuelvan.
held-by-clinic = La clínica hace que vuelva { $name }.
talk-without = Hablar un rato sin { $name }
held-title = Un momento privado
held-normal = Una parte de la visita es privada por un rato. Es normal.
held-we-bring-you-back = <b>Le traeremos de vuelta.</b> No tiene que tocar nada.
held-both-ways = Por ahora nadie puede verle ni oírle, y usted no puede ver ni oír a nadie.
leave-the-visit = Salir de la visita

## Messages
chat-wrote = { $name } escribió:
chat-answer = Responder
phrases = Dígalo con un toque
phrase-cannot-hear = No le oigo
phrase-wait = Por favor, espere
phrase-again = Por favor, repítalo
phrase-thanks = Gracias
more-unread = { $count ->
    [one] Más, 1 nuevo
   *[other] Más, { $count } nuevos
}
bigger-words = Letras más grandes
usual-words = Letras normales

## Who may see and hear
take-back = Retirar
toast-changed = Guardado para { $name }.
toast-undone = Deshecho. { $name } no está en la visita.
consent-title = ¿Puede { $name }, su { $relation }, entrar en esta visita?
consent-title-no-relation = ¿Puede { $name } entrar en esta visita?
consent-who-asks = Pregunta { $asker }. Solo usted ve esto.
consent-yes = Sí, que entre { $name }
consent-no = No, hoy no
consent-change = Puede cambiarlo en cualquier momento.
consent-title-interpreter = { $name } interpreta { $language } para usted
consent-interpreter = { $name } dice todo en los dos idiomas y no se lo cuenta a nadie. Puede decir que no.
consent-yes-interpreter = Está bien
consent-again = { $name } estuvo a su lado la última vez. Sin un nuevo sí, { $name } no viene.
consent-title-observer = ¿Puede { $name } mirar en esta visita?
consent-observer = { $name } aprende o ayuda en la clínica, y solo mira.
consent-title-again = ¿Debe { $name } estar otra vez a su lado?
consent-choose-first = Para decir sí, elija qué puede leer { $name }.
consent-failed = Su respuesta no nos llegó. Nadie ha entrado. Por favor, responda otra vez.
may-join = entrar en esta visita
may-chat = escribir y leer mensajes
may-files = recibir archivos que compartimos
scopes-also = Si dice sí, { $name } también puede:
scopes-also-nameless = Esta persona también puede:
scopes-may = { $name } puede:
fact-not-in-the-visit = No puede entrar en la visita.
fact-chat = Puede escribir y leer mensajes.
fact-no-chat = Sin mensajes.
fact-files = Puede recibir archivos.
fact-no-files = Sin archivos.
reads-question = ¿Qué puede leer { $name } después?
reads-question-nameless = ¿Qué puede leer esta persona después?
reads-everything = todo
reads-actions = qué hacer, medicinas, cuándo pedir ayuda
reads-nothing = nada
reads-fact-everything = Después puede leer todo.
reads-fact-actions = Después puede leer qué hacer, medicinas y cuándo pedir ayuda.
reads-fact-nothing = Después no puede leer nada.
access-title = Quién puede ver y oír
access-nobody = Solo usted y la clínica.
access-here = En la visita
access-away = Ahora no está
access-asked = Espera su respuesta
access-declined = Usted dijo que no
access-expired = Ya pasó el plazo
access-held = No puede ver ni oír
access-interprets = { $name } interpreta { $language }
access-looks-on = { $name } solo mira
access-taken-back = Usted lo retiró
take-back-from = Retirar el sí a { $name }
take-back-here = { $name } sale ahora de la visita y ya no ve nada.
take-back-away = { $name } no puede entrar ni ver nada.
change = Cambiar
save = Guardar
leave-as-it-is = Dejarlo como está
change-leaves-nothing = Entonces { $name } no puede hacer nada. Para eso, elija «Retirar».
change-for = Cambiar lo que puede hacer { $name }
without-person = No, sin { $name }
did-not-reach-us = Eso no nos llegó. Nada ha cambiado. Por favor, pruebe otra vez.
noted-aloud-title = ¿Dijo usted sí a { $name }?
noted-aloud = { $clinician } anotó a las { $time } que usted dijo sí en voz alta:
noted-aloud-right = Sí, es así
noted-aloud-undo = No, deshacerlo
noted-let-in-title = { $name } entró sin que se lo preguntáramos
noted-told-title = Se contó algo a { $name } sin preguntarle
noted-urgent = { $clinician } lo hizo a las { $time }. No podía esperar:
noted-urgent-read = Lo he leído
noted-urgent-undo = Retirarlo
do-it = Hacerlo
invite-title = ¿Quién debe estar a su lado?
invite-name = Nombre
invite-relation = ¿Quién es para usted?
invite-email = Correo electrónico
invite-send = Enviar el enlace
invite-choose-first = Primero elija qué puede leer esta persona.

## Afterwards
call-me = Llámenme
open-summary = Abrir el resumen
over-reads-later = Ahora no hay nada que hacer.
over-guest-reads-later = No hace falta que entre en la visita. Recibe un enlace cuando se comparta algo con usted.
over-title = Su visita ha terminado. Gracias, { $name }.
over-close = Puede cerrar esta página.
over-broken-off = Su visita se cortó. Lo sentimos.
over-broken-off-words = Le llamamos para terminarla.
over-you-left = Ha salido.
over-still-goes-on = La visita sigue.
go-back-in = Volver a entrar
over-stopped-waiting = Ha dejado de esperar.
over-place-given-up = Ha perdido su sitio. Puede volver con el mismo enlace.
wait-again = Volver a esperar
over-same-link = Puede volver con el mismo enlace.
knock-again = Llamar otra vez
over-goes-on = La visita continúa.
over-knock-again = Llame otra vez y la clínica le dejará entrar.
over-nobody-came = Lo sentimos. { $clinician } no pudo venir.
over-we-call-today = Le llamamos hoy con una hora nueva.
over-missed = Hoy le hemos echado en falta.
over-find-new-time = ¿Buscamos otra hora?
over-guest = Esta visita ha terminado.
over-guest-thanks = Gracias por acompañar.
over-being-written = { $clinician } escribe ahora lo que hablaron. Le enviamos un enlace cuando esté listo.
over-guest-being-written = Ahora se está escribiendo. Recibe un enlace cuando se comparta algo con usted.
over-ready = Su resumen está listo.
over-guest-ready = Hay un resumen para usted.
over-newer = Hay un resumen más nuevo. Ábralo, por favor.
over-no-summary = No hay resumen de esta visita. ¿Preguntas? Llámenos.
over-mistake = Este resumen tenía un error. No lo siga.
over-mistake-call = Si ya lo hizo, llame ahora al <tel>{ $phone }</tel>.
