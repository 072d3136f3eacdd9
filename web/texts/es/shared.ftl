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
invite-someone = Invitar a alguien
keep-person = Que se quede { $name }
toast-has-left = { $name } ha salido
toast-in-visit = { $name } está en la visita
toast-link-sent = El enlace va de camino a { $name }.
use-this-one = Usar este
