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
welcome-interprets = Usted interpreta { $language }.
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

## Who may see and hear
who-has-looked = Quién ha mirado
access-note = Solo usted ve esto.
test-again = Probar otra vez imagen y sonido
