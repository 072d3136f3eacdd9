# La página del paciente y de sus acompañantes. Palabras que se dirían por teléfono a alguien de 80 años.

help-call = ¿Necesita ayuda? Llámenos: <tel>{ $phone }</tel>
loading-slow = Su internet va lento. Por favor, quédese aquí.

## Welcome
welcome-title = Hola. ¿Es usted { $name }?
welcome-when = Su visita por video es hoy a las <b>{ $time }</b>.
welcome-when-day = Su visita por video es el <b>{ $day }</b> a las <b>{ $time }</b>.
welcome-good-time = Llega con tiempo.
welcome-soon = { $minutes ->
    [one] Empieza en un minuto.
   *[other] Empieza en { $minutes } minutos.
}
welcome-not-without-you = No ha empezado sin usted.
welcome-guest-when = { $clinic } tiene un sitio para usted en una visita por video hoy a las <b>{ $time }</b>.
welcome-guest-when-day = { $clinic } tiene un sitio para usted en una visita por video el <b>{ $day }</b> a las <b>{ $time }</b>.
welcome-guest-knock = Usted llama a la puerta. La clínica le abre.
welcome-over = Su visita por vídeo fue el <b>{ $day }</b>. Aquí lee lo que se escribió para usted.
welcome-yes = Sí, soy { $name }
welcome-not-me = ¿No es { $name }?
welcome-helping = Estoy ayudando a { $name }
welcome-someone-else = Soy otra persona
welcome-helper-name = ¿Cómo se llama usted?
welcome-helper-why = La clínica ve que usted está con { $name }.
nothing-recorded = No se graba nada.
privacy = Privacidad
privacy-words = La imagen y el sonido van a las personas de la visita y no se guardan. La clínica anota quién estuvo y cuándo.
not-me-title = Gracias por avisar.
not-me-words = Esta página no muestra nada más. Si le llegó por error, por favor, ciérrela.

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
test-again = Probar otra vez imagen y sonido

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
beside-me = Alguien está sentado conmigo
beside-title = ¿Quién está con usted?
beside-name = Nombre
beside-why = Así todos en la visita saben quién está.
beside-tell = Decírselo a la clínica
stop-waiting = Tengo que dejar de esperar
stop-title = ¿Dejar de esperar?
stop-words = Pierde su sitio. Puede volver con el mismo enlace.
stop-keep = Guardar mi sitio

## Knocked, let in
knocked-title = Ha llamado a la puerta.
knocked-stay = Por favor, quédese aquí.
knocked-they-know = Saben que usted está aquí.
knocked-not-yet = Le dejarán entrar un poco más tarde.
knocked-clinic-knows = { $clinic } sabe que usted está aquí.
go-in-patient = { $clinician } le espera
go-in-guest = Puede entrar
go-in = Entrar

## In the visit
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
toast-at-door = { $name } está en la puerta.
toast-welcome-back = Hola de nuevo
toast-taken-back = { $name } ya no ve ni oye nada.
toast-not-let-in = { $name } no entrará, y no sabrá por qué.

## Who may see and hear
consent-title = ¿Puede { $name }, su { $relation }, entrar en esta visita?
consent-title-no-relation = ¿Puede { $name } entrar en esta visita?
consent-who-asks = Pregunta { $asker }. Solo usted ve esto.
consent-yes = Sí, que entre { $name }
consent-no = No, hoy no
consent-change = Puede cambiarlo en cualquier momento.
consent-choose-first = Para decir sí, elija qué puede leer { $name }.
consent-failed = Su respuesta no nos llegó. Nadie ha entrado. Por favor, responda otra vez.
reads-question = ¿Qué puede leer { $name } después?
reads-question-nameless = ¿Qué puede leer esta persona después?
reads-everything = todo
reads-actions = qué hacer, medicinas, cuándo pedir ayuda
reads-nothing = nada
reads-fact-everything = Después puede leer todo.
reads-fact-actions = Después puede leer qué hacer, medicinas y cuándo pedir ayuda.
reads-fact-nothing = Después no puede leer nada.
access-title = Quién puede ver y oír
access-note = Solo usted ve esto.
access-nobody = Solo usted y la clínica.
access-here = En la visita
access-away = Ahora no está
access-asked = Espera su respuesta
access-declined = Usted dijo que no
access-taken-back = Usted lo retiró
take-back = Retirar
take-back-from = Retirar el sí a { $name }
take-back-here = { $name } sale ahora de la visita y ya no ve nada.
take-back-away = { $name } no puede entrar ni ver nada.
do-it = Hacerlo
invite-title = ¿Quién debe estar a su lado?
invite-name = Nombre
invite-relation = ¿Quién es para usted?
invite-email = Correo electrónico
invite-send = Enviar el enlace
invite-choose-first = Primero elija qué puede leer esta persona.

## Afterwards
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
call-me = Llámenme
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
open-summary = Abrir el resumen
who-has-looked = Quién ha mirado

## A second phone or computer
code-title = ¿Es este otro teléfono u ordenador suyo?
code-why = Enviamos un código a { $to }. Muestra que es usted.
code-send = Enviar el código
code-enter-title = Escriba el código
code-sent = Lo enviamos a { $to }. Tiene seis números.
code-label = Código
code-again = Enviarlo otra vez
code-wrong = { $tries ->
    [one] No coincide. Puede probar una vez más.
   *[other] No coincide. Puede probar { $tries } veces más.
}
code-closed = { $minutes ->
    [one] Demasiados intentos. Por su seguridad está cerrado un minuto. O llámenos.
   *[other] Demasiados intentos. Por su seguridad está cerrado { $minutes } minutos. O llámenos.
}

## When something is in the way
no-internet-title = No está conectado a internet.
no-internet-words = Seguimos probando y le guardamos el sitio.
link-closed-title = Este enlace ya no abre una visita
link-closed-words = Pasa cuando se envió un enlace más nuevo o se canceló una visita.
link-closed-contact = Su correo electrónico
send-me-a-link = Envíenme un enlace nuevo
ask-again = Pedir otra vez
link-will-come = Si lo conocemos, llega un mensaje en un minuto.
link-asked = Si lo conocemos, llega un mensaje en un minuto. Después puede pedirlo otra vez.
too-early-title = Llega pronto
too-early-words = Su visita es el { $day } a las { $time }. Ya puede probar imagen y sonido.
test-now = Probar ahora
elsewhere-title = Siguió con otro teléfono u ordenador.
elsewhere-words = Puede cerrar esta página.
cancelled-title = Esta visita no tendrá lugar.
cancelled-words = { $clinic } se pondrá en contacto.
moved-title = Su visita tiene una hora nueva
moved-words = { $day }, { $time }.
put-in-calendar = Ponerla en mi calendario
camera-refused-title = Su cámara está apagada.
camera-refused-words = Puede seguir con sonido o encenderla.
go-on-with-sound = Seguir con sonido
microphone-refused-title = No le oímos.
microphone-refused-words = Su teléfono debe permitir el micrófono.
i-have-allowed-it = Ya lo he permitido
no-device-title = Este ordenador no tiene micrófono.
no-device-words = Use un teléfono, o le llamamos.
insecure-title = Esta página no es segura para una visita.
insecure-words = Abra el enlace que le enviamos, o le llamamos.
old-browser-title = Este navegador no puede mostrar la visita.
old-browser-words = Abra el enlace en otro teléfono, o le llamamos.
broke-title = Algo falló por nuestra parte.
broke-words = Su visita está a salvo.
timed-out-title = Por su seguridad se cerró esta página.
timed-out-words = Su visita está a salvo.
open-again = Abrirla otra vez
please-call-me = Por favor, llámenme
call-coming-title = Le llamamos
call-coming-words = Le llamamos al número que termina en { $digits }.
allow-step-settings-icon = 1. Toque este signo junto a la dirección.
allow-step-page-menu = 1. Toque este signo junto a la dirección y luego Ajustes del sitio.
allow-step-beside-address = 1. Pulse este signo junto a la dirección.
allow-step-camera = 2. Encienda Cámara.
allow-step-microphone = 2. Encienda Micrófono.
