//! The threads that revoke tokens.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use genesys_cloud::Client;

use super::attempt::{Attempt, Stop};
use super::user_id::UserId;
use crate::failure::Failure;

/// What the threads report.
pub(super) enum Event {
    /// The end of a call for the user with this index.
    Ended(usize, Attempt),
    /// Nothing has happened for a while.
    Nothing,
    /// All threads have ended.
    Done,
}

/// The threads, and the users that they take one after the other.
pub(super) struct Work {
    shared: Arc<Shared>,
    sender: SyncSender<Message>,
    receiver: Receiver<Message>,
    threads: usize,
}

struct Shared {
    client: Client,
    users: Vec<UserId>,
    queue: Mutex<Queue>,
}

#[derive(Default)]
struct Queue {
    /// The index of the user that the next thread takes.
    next: usize,
    is_stopped: bool,
}

enum Message {
    Ended(usize, Attempt),
    ThreadEnded,
}

impl Work {
    pub(super) fn new(client: &Client, users: Vec<UserId>) -> Self {
        // Without a buffer, so that a thread goes on only when its result has been taken.
        let (sender, receiver) = mpsc::sync_channel(0);
        Self {
            shared: Arc::new(Shared {
                client: client.clone(),
                users,
                queue: Mutex::default(),
            }),
            sender,
            receiver,
            threads: 0,
        }
    }

    /// Starts more threads.
    pub(super) fn start(&mut self, threads: usize) -> Result<(), Failure> {
        for _ in 0..threads {
            let worker = Worker {
                shared: Arc::clone(&self.shared),
                sender: self.sender.clone(),
            };
            thread::Builder::new()
                .spawn(move || worker.run())
                .map_err(|error| Failure::failed(format!("a thread cannot be started: {error}")))?;
            self.threads += 1;
        }
        Ok(())
    }

    /// Ends all calls, and lets none begin. Returns the number of users that threads have taken: the calls for those that have no
    /// event yet were cut, and may have been processed.
    pub(super) fn stop(&self) -> usize {
        self.shared.stop()
    }

    /// Waits for the next event, for this time at most.
    pub(super) fn wait(&mut self, time: Duration) -> Event {
        while self.threads > 0 {
            match self.receiver.recv_timeout(time) {
                Ok(Message::Ended(user, attempt)) => return Event::Ended(user, attempt),
                Ok(Message::ThreadEnded) => self.threads -= 1,
                Err(RecvTimeoutError::Timeout) => return Event::Nothing,
                // Not reached: `self` has a sender.
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        Event::Done
    }
}

impl Shared {
    /// Takes the next user.
    fn take(&self) -> Option<(usize, UserId)> {
        let mut queue = self.queue();
        if queue.is_stopped {
            return None;
        }
        let index = queue.next;
        let user = *self.users.get(index)?;
        queue.next += 1;
        Some((index, user))
    }

    fn stop(&self) -> usize {
        // The lock is held until the end, so that no thread takes a user in the meantime.
        let mut queue = self.queue();
        queue.is_stopped = true;
        self.client.shutdown();
        queue.next
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        // No code that holds the lock can panic.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A thread.
struct Worker {
    shared: Arc<Shared>,
    sender: SyncSender<Message>,
}

impl Worker {
    fn run(&self) {
        while let Some((index, user)) = self.shared.take() {
            let tokens = self.shared.client.tokens();
            let attempt = Attempt::from_result(tokens.delete_token(user.to_string()).send_with_response());
            // Before another request is sent. Whether a server can be reached is for the run to judge.
            if attempt.stop.is_some_and(|stop| stop != Stop::Unreachable) {
                self.shared.stop();
            }
            if self.sender.send(Message::Ended(index, attempt)).is_err() {
                return;
            }
        }
    }
}

impl Drop for Worker {
    /// Reports the end of the thread, also after a panic, so that the run ends.
    fn drop(&mut self) {
        let _ = self.sender.send(Message::ThreadEnded);
    }
}
