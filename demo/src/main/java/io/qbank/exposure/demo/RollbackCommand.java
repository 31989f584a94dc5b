package io.qbank.exposure.demo;

import io.qbank.exposure.calibrator.cli.CannotException;
import io.qbank.exposure.demo.access.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings back what held before a calibration, through the command API. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Brings back k and caps of before a calibration, in one transaction, with its own history; locked items and caps",
            "that a person gave stay. The command API does it; prints its answer.",
            "Exit codes: 0 applied or accepted, 1 refused or out of reach, 2 asked wrongly."
        })
public final class RollbackCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration VALID = Duration.ofMinutes(5);
    private static final int LEAST_ERROR = 300;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"--job-id", "--job_id"},
            required = true,
            paramLabel = "JOB",
            description = "The run, as start answered and the console shows it.")
    private String jobId = "";

    @Option(
            names = "--url",
            defaultValue = "${env:QBANK_URL:-http://localhost:8000}",
            description = "The command API; else QBANK_URL (${DEFAULT-VALUE}).")
    private URI url = URI.create("http://localhost:8000");

    @Option(
            names = "--tenant",
            defaultValue = "${env:APP_TENANT_ID:-00000000-0000-0000-0000-000000000001}",
            description = "Tenant; else APP_TENANT_ID (${DEFAULT-VALUE}).")
    private String tenant = "";

    @Option(
            names = "--token",
            defaultValue = "${env:QBANK_TOKEN:-}",
            description = "Bearer token of an admin; else QBANK_TOKEN, else one that APP_SECRET signs for the purpose.")
    private String token = "";

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        if (jobId.isBlank()) throw new ParameterException(command.commandLine(), "--job-id must not be blank");
        String path = "/v1/admin/exposure/calibrate_sh/runs/" + URLEncoder.encode(jobId.strip(), StandardCharsets.UTF_8)
                + "/rollback";
        if (!List.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null)
            throw new ParameterException(
                    command.commandLine(), "--url must be such as http://localhost:8000, was " + url);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(url.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        if (answer.statusCode() >= LEAST_ERROR)
            throw new CannotException(url + " answered " + answer.statusCode() + ": " + answer.body());
        command.commandLine().getOut().println(answer.body());
        return 0;
    }

    private String token() {
        if (!token.isBlank()) return token.strip();
        try {
            return Tokens.token(
                    TokenCommand.secret(null),
                    "qbank-cli",
                    "admin",
                    tenant,
                    Instant.now().plus(VALID));
        } catch (IllegalArgumentException weak) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), String.valueOf(weak.getMessage()), weak);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new CannotException("nobody answers at " + url + ": " + unreachable.getMessage(), unreachable);
        }
    }
}
