package io.qbank.exposure.calibrator.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/** Pools to calibrate in tests. */
final class Pools {
    private Pools() {}

    /** The generated exam of 300 items that the demo ships. */
    static Pool generated300() throws IOException {
        try (InputStream in = Pools.class.getResourceAsStream("/pools/generated_300.csv")) {
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(Objects.requireNonNull(in, "generated_300.csv"), StandardCharsets.UTF_8));
            List<PoolItem> items = new ArrayList<>();
            for (String line : lines.lines().skip(1).toList()) {
                List<String> cells = List.of(line.split(",", -1));
                items.add(new PoolItem(
                        Long.parseLong(cells.get(0)),
                        Integer.parseInt(cells.get(1)),
                        Long.valueOf(cells.get(2)),
                        Double.parseDouble(cells.get(3)),
                        Double.parseDouble(cells.get(4)),
                        Double.parseDouble(cells.get(5)),
                        Double.parseDouble(cells.get(6)),
                        null,
                        false));
            }
            return new Pool(items);
        }
    }

    /** Items like those of an ordinary exam, in four topics. */
    static Pool random(int size, long seed) {
        Random random = new Random(seed);
        return new Pool(IntStream.range(0, size)
                .mapToObj(i -> new PoolItem(
                        1000 + i,
                        1,
                        101L + i % 4,
                        Math.exp(random.nextGaussian() * 0.3),
                        random.nextGaussian(),
                        0.05 + 0.25 * random.nextDouble(),
                        1,
                        null,
                        false))
                .toList());
    }

    /** Items that differ in nothing: they rank in the pool's order. */
    static Pool equal(int size) {
        return new Pool(IntStream.range(0, size)
                .mapToObj(i -> new PoolItem(1 + i, 1, null, 1, 0, 0.2, 1, null, false))
                .toList());
    }
}
