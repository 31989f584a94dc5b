package io.qbank.exposure.calibrator.engine.irt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RankerTest {
    private static final int POOLS = 12;
    private static final int ABILITIES = 60;

    /** Pools in which bounds are wide, values tie, vanish or cancel. */
    enum Kind {
        ORDINARY {
            @Override
            double[] item(Random random) {
                return new double[] {
                    Math.exp(random.nextGaussian() * 0.4), random.nextGaussian(), random.nextDouble() * 0.35
                };
            }
        },
        ALL_EQUAL {
            @Override
            double[] item(Random random) {
                return new double[] {1.0, 0.0, 0.2};
            }
        },
        FEW_DISTINCT {
            @Override
            double[] item(Random random) {
                return new double[] {1 + random.nextInt(2), random.nextInt(3) - 1, random.nextInt(2) * 0.2};
            }
        },
        NO_DISCRIMINATION {
            @Override
            double[] item(Random random) {
                return new double[] {
                    random.nextInt(3) == 0 ? random.nextDouble() : 0, random.nextGaussian(), random.nextDouble()
                };
            }
        },
        MINUTE_DISCRIMINATION {
            @Override
            double[] item(Random random) {
                return new double[] {
                    Math.pow(10, -330 * random.nextDouble()), random.nextGaussian(), random.nextInt(2) * 0.1
                };
            }
        },
        NO_GUESSING {
            @Override
            double[] item(Random random) {
                return new double[] {Math.exp(random.nextGaussian() * 0.4), random.nextGaussian(), 0};
            }
        },
        NEARLY_ALWAYS_GUESSED {
            @Override
            double[] item(Random random) {
                return new double[] {
                    Math.exp(random.nextGaussian()),
                    random.nextGaussian(),
                    Math.min(1 - Math.pow(10, -16 * random.nextDouble()), Math.nextDown(1.0))
                };
            }
        },
        STEEP_AND_FAR {
            @Override
            double[] item(Random random) {
                return new double[] {10 * random.nextDouble(), 40 * random.nextDouble() - 20, random.nextDouble() * 0.5
                };
            }
        },
        NEARLY_EQUAL {
            @Override
            double[] item(Random random) {
                return new double[] {1 + random.nextInt(3) * Math.ulp(1.0), random.nextInt(3) * Math.ulp(0.5), 0.2};
            }
        };

        abstract double[] item(Random random);
    }

    @ParameterizedTest
    @EnumSource
    void ranksAsAFullSortDoesToTheLastTie(Kind kind) {
        ranks(kind, Long.MAX_VALUE);
    }

    @ParameterizedTest
    @EnumSource
    void ranksTheSameWhereTheTableIsFull(Kind kind) {
        ranks(kind, 500);
    }

    private static void ranks(Kind kind, long most) {
        for (int pool = 0; pool < POOLS; pool++) {
            long seed = 1000L * kind.name().hashCode() + pool;
            Random random = new Random(seed);
            ItemBank bank = bank(kind, random, size(pool, random));
            Ranker ranker = new Ranker(new RankingTable(bank, most), 1 + random.nextInt(40));
            for (int i = 0; i < ABILITIES; i++) {
                double theta = ability(i, random);

                ranker.at(theta);
                int[] first = Arrays.copyOf(ranker.items(), ranker.known());
                Arrays.fill(ranker.items(), 0, first.length, -1); // the caller's from now on
                while (ranker.known() < bank.size()) {
                    int before = ranker.known();
                    assertEquals(true, ranker.extend() > before, "extends, " + kind + " seed " + seed);
                }

                int[] ranking = ranker.items();
                assertEquals(
                        first.length,
                        Arrays.stream(ranking).filter(item -> item < 0).count());
                System.arraycopy(first, 0, ranking, 0, first.length);
                assertArrayEquals(sorted(bank, theta), ranking, () -> kind + " seed " + seed + " theta " + theta);
            }
        }
    }

    /** Ordinary abilities, the borders of bins and their neighbours, and some outside the table. */
    private static double ability(int i, Random random) {
        return switch (i % 4) {
            case 0 -> random.nextGaussian() * 1.5;
            case 1 -> (random.nextInt(8192) - 4096) / 512.0;
            case 2 -> Math.nextDown((random.nextInt(8192) - 4096) / 512.0);
            default -> random.nextDouble() * 24 - 12;
        };
    }

    private static int size(int pool, Random random) {
        return pool == 0 ? 1 : pool == 1 ? 2 : 1 + random.nextInt(pool < 6 ? 40 : 500);
    }

    private static ItemBank bank(Kind kind, Random random, int size) {
        double[][] items = new double[size][];
        Arrays.setAll(items, i -> kind.item(random));
        return new ItemBank(column(items, 0), column(items, 1), column(items, 2));
    }

    private static double[] column(double[][] items, int column) {
        return Arrays.stream(items).mapToDouble(item -> item[column]).toArray();
    }

    private static int[] sorted(ItemBank bank, double theta) {
        return IntStream.range(0, bank.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -bank.information(i, theta)))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
