# Palabras que usa más de una página.

one-moment = Un momento…
back = Atrás
close = Cerrar
go-on = Seguir
yes = Sí
no = No
more = Más
you = Usted
open = Abrir
try-again = Probar otra vez
not-now = Ahora no
language-change = Idioma: { $language }. Cambiar
language-title = Elija su idioma

name-and-relation = { $name }, { $relation }
relation-daughter = hija
relation-son = hijo
relation-partner = pareja
relation-wife = esposa
relation-husband = esposo
relation-mother = madre
relation-father = padre
relation-sister = hermana
relation-brother = hermano
relation-grandchild = nieta o nieto
relation-friend = amistad
relation-neighbour = vecina o vecino
relation-aide = ayudante
relation-relative = familiar

person-speaking = Habla
person-muted = En silencio
person-weak = Red débil
person-sound-only = Solo sonido
person-on-the-phone = Al teléfono
person-camera-off = Cámara apagada
person-coming-back = Volviendo…

call-controls = Mandos de la visita
call-mute = Silencio
call-unmute = Hablar
call-camera = Cámara
call-camera-on = Encender
call-tap-to-hear = Toque una vez para oír

call-number = Llamar al { $phone }
bring-everyone-back = Que vuelvan todos
sign-language = lengua de signos
invite-someone = Invitar a alguien
keep-person = Que se quede { $name }
toast-has-left = { $name } ha salido
toast-in-visit = { $name } está en la visita
toast-link-sent = El enlace va de camino a { $name }.
use-this-one = Usar este

## Messages
chat-title = Mensajes
chat-unread = { $count ->
    [one] Mensajes, uno nuevo
   *[other] Mensajes, { $count } nuevos
}
chat-list = Mensajes hasta ahora
chat-empty = Aún no hay mensajes.
chat-aloud = { $name } escribió: { $text }
chat-at = { $time }
chat-edited = cambiado
chat-was-withdrawn = Retirado
chat-sending = Enviándose…
chat-not-sent = No se envió.
chat-edit = Cambiar
chat-edit-label = Cambiar «{ $text }»
chat-edit-field = Su mensaje
chat-save = Guardar
chat-keep = Dejarlo como estaba
chat-withdraw = Retirar
chat-withdraw-label = Retirar «{ $text }»
chat-writes = { $name } está escribiendo…
chat-several-write = Varias personas están escribiendo…
chat-field = Escriba un mensaje
chat-send = Enviar
chat-readers = Lo leen: { $people }.
chat-no-readers = Nadie más puede leerlo ahora.
