package io.qbank.exposure.command.http;

import io.qbank.exposure.schemas.json.Json;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Problem documents also for what never reaches a route: a request line, a header or an address that cannot be read. */
final class JettyProblems extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(@Nullable String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        String detail = code < 500 ? "the request cannot be read: " + HttpStatus.getMessage(code) : "it is in the log";
        String path = request.getHttpURI().getCanonicalPath(); // null where the address cannot be read
        Problem problem = Problem.of(code, detail, path == null ? "/" : path);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, ByteBuffer.wrap(Json.bytes(problem)), callback);
    }
}
