"""What the operator sees of this process at /metrics."""

from prometheus_client import REGISTRY, Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from services.signaling.live.visits import Visits
from services.signaling.socket.server import SocketServer


class _Figures(Collector):
    """Read when asked, so that sockets and rooms count in plain numbers."""

    def __init__(self, server: SocketServer, visits: Visits) -> None:
        self._server, self._visits = server, visits

    def collect(self) -> list[Metric]:
        counts = self._server.counts
        return [
            GaugeMetricFamily("beside_sockets_open", "Sockets that are open now.", len(self._server)),
            GaugeMetricFamily("beside_visits_live", "Visits with somebody connected here.", len(self._visits)),
            CounterMetricFamily("beside_sockets_opened", "Sockets opened.", counts.opened),
            CounterMetricFamily("beside_sockets_refused", "Sockets refused at the handshake.", counts.refused),
            CounterMetricFamily("beside_messages", "Messages received.", counts.messages),
            CounterMetricFamily("beside_sockets_cut", "Sockets cut because they did not read.", counts.cut),
        ]


def expose(server: SocketServer, visits: Visits) -> None:
    """Show them from now on."""
    REGISTRY.register(_Figures(server, visits))
