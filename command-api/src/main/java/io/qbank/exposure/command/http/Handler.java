package io.qbank.exposure.command.http;

/** Answers one route's calls. */
@FunctionalInterface
interface Handler {
    Answer answer(Call call) throws InterruptedException;
}
