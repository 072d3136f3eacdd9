# The start page of the demo.

start-title = A visit where family can sit beside you
start-words = Open the three doors below, each in its own window. Everything runs on this computer.
start-starting = Beside is starting…
start-broke = Beside does not answer. Is it still running in the terminal?
start-not-secure = Phones need https. Open this page on this computer, or see the guide.
door-patient = 1. Patient
door-patient-words = Taps a link, checks sound and picture, waits.
door-patient-open = Open as Rosa
door-guest = 2. Daughter
door-guest-words = Comes as a guest. Rosa has said yes.
door-guest-open = Open as Ana
door-clinician = 3. Clinician
door-clinician-words = Lets both in, talks, finishes.
door-clinician-open = Open as Dr. Lind
no-camera = No camera here? Use a drawn picture instead.
drawn-picture-use = Use a drawn picture
drawn-picture-on = A drawn picture stands in for the camera.
drawn-picture-stop = Use the camera
mailbox = Mailbox
mailbox-words = Every message of this demo. Nothing is really sent.
mailbox-empty = No message yet.
mail-time = { $time }
email = Email
front-desk = Front desk
start-again-how = To start again from the beginning: stop Beside in the terminal, then make demo RESET=1.
start-not-here = Open this page on the computer that runs Beside. It shows each phone its code.
door-code = Code for the camera of a phone
