package io.qbank.exposure.demo;

import io.qbank.exposure.devkit.DevStack;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the services are told of the world, by the names of their settings. */
final class Environment {
    private Environment() {}

    static Map<String, String> of(DevStack stack, String secret) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("KAFKA_BOOTSTRAP", stack.kafka().bootstrap());
        environment.put(
                "DATABASE_URL",
                "postgresql://qbank:qbank@127.0.0.1:" + stack.postgres().port() + "/qbank");
        environment.put("APP_SECRET", secret);
        return environment;
    }
}
