package io.qbank.exposure.command.http;

import io.javalin.http.Context;
import io.qbank.exposure.schemas.json.Json;
import java.io.IOException;

/** What goes back. */
@FunctionalInterface
interface Answer {
    void writeTo(Context context) throws IOException, InterruptedException;

    /** 200 with a JSON body. */
    static Answer ok(Object body) {
        return json(200, body);
    }

    static Answer json(int status, Object body) {
        byte[] bytes = Json.bytes(body);
        return context -> context.status(status).contentType("application/json").result(bytes);
    }

    static Answer text(String mediaType, String body) {
        return context -> context.status(200).contentType(mediaType).result(body);
    }

    /** Accepted, and where to look for what becomes of it. */
    static Answer accepted(String location, Object body) {
        Answer answer = json(202, body);
        return context -> {
            context.header("Location", location);
            answer.writeTo(context);
        };
    }
}
