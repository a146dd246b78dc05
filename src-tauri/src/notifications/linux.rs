//! The freedesktop notification service over the session bus.

mod record;
mod service;
mod shown;
mod trial;

pub(super) use trial::test;

use super::{Report, Request};
use record::Record;
use service::Service;
use shown::Shown;
use std::path::PathBuf;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio_stream::StreamExt;

/// Serves requests until the program ends. When the service cannot be reached, that request is lost and the next one
/// tries anew. What a killed run left on the screen, where a click would lead nowhere, is taken away first.
pub(super) async fn run(mut requests: UnboundedReceiver<Request>, folder: PathBuf, report: impl Fn(Report)) {
    let record = Record::new(&folder);
    shown::clear_left_behind(&record).await;
    let mut shown = Shown::new(record);
    while let Some(request) = requests.recv().await {
        // With nothing to take away, no service need be reached for it.
        if shown.is_empty() && request.shows().is_none() {
            continue;
        }
        let served = match Service::reach().await {
            Ok(service) => serve(&service, request, &mut requests, &mut shown, &report).await,
            Err(error) => {
                note_refusal(&request, &report);
                Err(error)
            }
        };
        if let Err(error) = served {
            tracing::warn!(%error, "the notification service cannot be used");
        }
    }
}

/// Serves until the program ends, or the service does, or fails.
async fn serve(
    service: &Service,
    first: Request,
    requests: &mut UnboundedReceiver<Request>,
    shown: &mut Shown,
    report: &impl Fn(Report),
) -> zbus::Result<()> {
    let mut clicks = service.clicks().await?;
    let mut closings = service.closings().await?;
    let mut owners = service.owners().await?;
    shown.meet(service);
    answer(service, first, shown, report).await?;
    loop {
        tokio::select! {
            request = requests.recv() => match request {
                Some(request) => answer(service, request, shown, report).await?,
                None => return Ok(()),
            },
            Some(click) = clicks.next() => {
                if let Some(conversation) = click.args().ok().and_then(|args| shown.conversation(args.id)) {
                    report(Report::Clicked(conversation));
                }
            }
            Some(closing) = closings.next() => {
                if let Ok(args) = closing.args() {
                    shown.forget(args.id);
                }
            }
            _ = owners.next() => return Ok(()),
        }
    }
}

async fn answer(
    service: &Service,
    request: Request,
    shown: &mut Shown,
    report: &impl Fn(Report),
) -> zbus::Result<()> {
    let served = match &request {
        Request::Show(notification) => shown.show(service, notification).await,
        Request::Withdraw(conversation) => shown.withdraw(service, *conversation).await,
        Request::Settle(_) => Ok(()),
    };
    if served.is_err() {
        note_refusal(&request, report);
    }
    // Dropping a request to settle says that all before it is done.
    drop(request);
    served
}

fn note_refusal(request: &Request, report: &impl Fn(Report)) {
    if let Some(conversation) = request.shows() {
        report(Report::Refused(conversation));
    }
}
