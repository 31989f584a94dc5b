package io.qbank.exposure.demo;

import io.qbank.exposure.calibrator.cli.CannotException;
import io.qbank.exposure.demo.access.Secret;
import io.qbank.exposure.demo.access.Tokens;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a bearer token for the command API. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints a bearer token for the command API (JWT, HS256), and nothing else.",
            "Signed with APP_SECRET, or else with the secret of the demo or infra that was started last."
        })
final class TokenCommand implements Callable<Integer> {
    /** As the command API knows them. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Role {
        admin,
        viewer,
        delivery
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--role", required = true, description = "${COMPLETION-CANDIDATES}")
    private Role role = Role.viewer;

    @Option(names = "--subject", defaultValue = "qbank-cli", description = "Who it is for (${DEFAULT-VALUE}).")
    private String subject = "";

    @Option(
            names = "--tenant",
            defaultValue = "${env:APP_TENANT_ID:-00000000-0000-0000-0000-000000000001}",
            description = "Tenant; else APP_TENANT_ID (${DEFAULT-VALUE}).")
    private String tenant = "";

    @Option(names = "--days", defaultValue = "30", description = "Days until it expires (${DEFAULT-VALUE}).")
    private int days;

    @Option(names = "--data", description = "Directory of the demo or infra whose secret signs.")
    private @Nullable Path data;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        if (days < 1 || days > 3650)
            throw new ParameterException(command.commandLine(), "--days must be in [1, 3650], was " + days);
        String token;
        try {
            Instant expires = Instant.now().plus(Duration.ofDays(days));
            token = Tokens.token(secret(data), subject, role.name(), tenant, expires);
        } catch (IllegalArgumentException weak) {
            throw new ParameterException(command.commandLine(), String.valueOf(weak.getMessage()), weak);
        }
        command.commandLine().getOut().println(token);
        return 0;
    }

    /**
     * What signs: APP_SECRET, or the secret of a data directory.
     *
     * @param data of a demo or infra; null takes APP_SECRET, or else that of the one started last
     * @throws CannotException if there is none, or it cannot be read
     */
    static String secret(@Nullable Path data) {
        String given = System.getenv("APP_SECRET");
        if (data == null && given != null && !given.isBlank()) return given;
        List<Path> directories = data == null ? Folders.all() : List.of(data);
        return latest(directories)
                .orElseThrow(
                        () -> new CannotException("no secret: set APP_SECRET, or start ./qbank demo or ./qbank infra"
                                + " first (looked in " + directories + ")"));
    }

    private static Optional<String> latest(List<Path> directories) {
        try {
            return Secret.latest(directories);
        } catch (UncheckedIOException unreadable) {
            throw new CannotException(
                    unreadable.getMessage() + ": only who started the demo or infra can read it", unreadable);
        }
    }
}
