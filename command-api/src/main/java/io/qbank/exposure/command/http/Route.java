package io.qbank.exposure.command.http;

/** One thing one can ask. */
public record Route(String method, String path, Access access, Handler handler) {}
