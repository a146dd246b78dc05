//! Numbers about the running service, in the text format of Prometheus. One set for the whole process.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Starts counting, unless another service in this process, or its program, has done so already.
pub(crate) fn start() {
    RECORDER.get_or_init(|| {
        let installed = PrometheusBuilder::new().install_recorder();
        installed.inspect_err(|error| tracing::warn!(error = %error, "no metrics")).ok()
    });
}

/// The numbers now; empty when somebody else does the counting.
pub(crate) fn render() -> String {
    RECORDER.get().and_then(Option::as_ref).map(PrometheusHandle::render).unwrap_or_default()
}

/// Folds what was measured into the numbers; called from time to time.
pub(crate) fn fold() {
    if let Some(handle) = RECORDER.get().and_then(Option::as_ref) {
        handle.run_upkeep();
    }
}
