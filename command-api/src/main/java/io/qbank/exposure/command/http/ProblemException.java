package io.qbank.exposure.command.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that is an error of the request, not of the service. */
public final class ProblemException extends RuntimeException {
    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();

    ProblemException(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    ProblemException with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
