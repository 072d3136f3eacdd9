# La página de inicio de la demostración.

start-title = Una visita con la familia a su lado
start-words = Abra las tres puertas de abajo, cada una en su ventana. Todo funciona en este ordenador.
start-starting = Beside se está iniciando…
start-broke = Beside no responde. ¿Sigue en marcha en la terminal?
start-not-secure = Los teléfonos necesitan https. Abra esta página en este ordenador o consulte la guía.
door-patient = 1. Paciente
door-patient-words = Toca un enlace, prueba sonido e imagen, espera.
door-patient-open = Abrir como Rosa
door-guest = 2. Hija
door-guest-words = Viene como acompañante. Rosa ha dicho que sí.
door-guest-open = Abrir como Ana
door-clinician = 3. Profesional
door-clinician-words = Deja entrar a los dos, habla, termina.
door-clinician-open = Abrir como Dr. Lind
no-camera = ¿No hay cámara? Use un dibujo en su lugar.
drawn-picture-use = Usar un dibujo
drawn-picture-on = Un dibujo hace de cámara.
drawn-picture-stop = Usar la cámara
mailbox = Buzón
mailbox-words = Todos los mensajes de esta demostración. No se envía nada de verdad.
mailbox-empty = Todavía no hay mensajes.
mail-time = { $time }
email = Correo
front-desk = Recepción
start-again-how = Para empezar de nuevo: pare Beside en la terminal y escriba make demo RESET=1.
start-not-here = Abra esta página en el ordenador donde corre Beside. Allí hay un código para cada teléfono.
door-code = Código para la cámara de un teléfono
