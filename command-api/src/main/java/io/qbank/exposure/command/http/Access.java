package io.qbank.exposure.command.http;

import java.util.List;

/** Who may use a route. An admin may use every one. */
public enum Access {
    /** Anybody, without a token. */
    OPEN,
    /** Who changes things. */
    ADMIN,
    /** Who looks. */
    VIEWER,
    /** Who delivers tests. */
    DELIVERY;

    /** Whether a caller may come in. */
    public boolean allows(Caller caller) {
        return this == OPEN || roles().stream().anyMatch(caller.roles()::contains);
    }

    /** The roles that let a caller in. */
    public List<String> roles() {
        return switch (this) {
            case OPEN -> List.of();
            case ADMIN -> List.of("admin");
            case VIEWER -> List.of("admin", "viewer");
            case DELIVERY -> List.of("admin", "delivery");
        };
    }
}
