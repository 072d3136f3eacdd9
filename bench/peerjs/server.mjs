// The PeerJS server as its own command starts it, on a free port that it prints.
import { PeerServer } from "peer";

PeerServer({ port: 0, host: "127.0.0.1", path: "/" }, (server) => console.log(server.address().port));
