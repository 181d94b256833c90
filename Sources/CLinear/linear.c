#define _GNU_SOURCE
#include "CLinear.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// Dual coordinate descent with shrinking (Hsieh, Chang, Lin, Keerthi, Sundararajan: A Dual Coordinate Descent Method for
// Large-scale Linear SVM, ICML 2008), for as many machines at once as a line of the cache has numbers: reaching a feature's
// weights costs more than computing with them.

// The functions below that hand vectors over stay within this file, so no convention between files matters.
#pragma clang diagnostic ignored "-Wpsabi"

enum { LANES = CASEWIRE_LINEAR_LANES, MOST_ROUNDS = 1000 };
typedef float numbers __attribute__((vector_size(4 * LANES)));
typedef int32_t marks __attribute__((vector_size(4 * LANES)));  // -1 for yes, 0 for no.

struct casewire_linear_texts {
    int rows, features;
    int *starts, *columns;
    float *values;
};

struct casewire_linear_texts *casewire_linear_texts_make(
    int rows, int features, const int *starts, const int *columns, const float *values) {
    struct casewire_linear_texts *texts = calloc(1, sizeof *texts);
    if (!texts) return NULL;
    size_t count = (size_t)starts[rows];
    texts->rows = rows;
    texts->features = features;
    texts->starts = malloc(sizeof *starts * ((size_t)rows + 1));
    texts->columns = malloc(sizeof *columns * (count + 1));
    texts->values = malloc(sizeof *values * (count + 1));
    if (!texts->starts || !texts->columns || !texts->values) {
        casewire_linear_texts_free(texts);
        return NULL;
    }
    memcpy(texts->starts, starts, sizeof *starts * ((size_t)rows + 1));
    memcpy(texts->columns, columns, sizeof *columns * count);
    memcpy(texts->values, values, sizeof *values * count);
    return texts;
}

void casewire_linear_texts_free(struct casewire_linear_texts *texts) {
    if (!texts) return;
    free(texts->starts);
    free(texts->columns);
    free(texts->values);
    free(texts);
}

static inline numbers chosen(marks which, numbers yes, numbers no) { return (numbers)((which & (marks)yes) | (~which & (marks)no)); }

static inline numbers all(float number) { return number - (numbers){0}; }

static inline marks spread(uint16_t bits) {
    marks marks = {0};
    for (int lane = 0; lane < LANES; lane++) marks[lane] = bits >> lane & 1 ? -1 : 0;
    return marks;
}

static inline int any(marks marks) { return __builtin_reduce_or(marks) != 0; }

/// What training of one group of machines keeps: weights by feature, and for each row its multipliers and who still looks at it.
struct work {
    numbers *weights, *multipliers;
    marks *watched, *sides;
    int *order;
};

static void work_free(struct work work) {
    free(work.weights);
    free(work.multipliers);
    free(work.watched);
    free(work.sides);
    free(work.order);
}

static int work_make(struct work *work, const struct casewire_linear_texts *texts) {
    size_t line = sizeof(numbers), rows = (size_t)texts->rows + 1, features = (size_t)texts->features + 1;
    *work = (struct work){
        aligned_alloc(line, line * features), aligned_alloc(line, line * rows), aligned_alloc(line, line * rows),
        aligned_alloc(line, line * rows), malloc(sizeof(int) * rows)};
    if (!work->weights || !work->multipliers || !work->watched || !work->sides || !work->order) return -1;
    memset(work->weights, 0, line * features);
    memset(work->multipliers, 0, line * rows);
    return 0;
}

/// All rows that anybody uses, for a round without shrinking; returns how many.
static int watch_all(struct work work, const struct casewire_linear_texts *texts, const uint16_t *used, marks open) {
    int active = 0;
    for (int row = 0; row < texts->rows; row++) {
        work.watched[row] = spread(used[row]) & open;
        if (any(work.watched[row])) work.order[active++] = row;
    }
    return active;
}

int casewire_linear_train(
    const struct casewire_linear_texts *texts, const uint16_t *inside, const uint16_t *used, double cost, double tolerance,
    float *weights) {
    struct work work;
    if (work_make(&work, texts) != 0) {
        work_free(work);
        return -1;
    }
    for (int row = 0; row < texts->rows; row++) work.sides[row] = spread(inside[row]);
    const numbers zero = {0}, endless = all(INFINITY);
    const float softness = (float)(0.5 / cost);
    marks open = ~(marks){0}, busy = open;  // Machines that are not done; those that are not done with the rows they watch.
    numbers limits = endless;               // Rows beyond it are no longer watched.
    int active = watch_all(work, texts, used, open), is_whole = 1;
    uint64_t random = 0x9E3779B97F4A7C15u;

    for (int round = 0; round < MOST_ROUNDS && any(open); round++) {
        numbers highest = -endless, lowest = endless;
        for (int place = active - 1; place > 0; place--) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            int other = (int)((random >> 33) % (uint64_t)(place + 1)), row = work.order[place];
            work.order[place] = work.order[other];
            work.order[other] = row;
        }
        int kept = 0;
        for (int place = 0; place < active; place++) {
            const int row = work.order[place], start = texts->starts[row], end = texts->starts[row + 1];
            numbers margins = work.weights[texts->features];
            float square = 1 + softness;
            for (int entry = start; entry < end; entry++) {
                const float value = texts->values[entry];
                margins += value * work.weights[texts->columns[entry]];
                square += value * value;
            }
            const numbers sides = chosen(work.sides[row], all(1), all(-1)), old = work.multipliers[row];
            const numbers slopes = sides * margins - 1 + old * softness;
            const marks idle = old == zero;
            marks watched = work.watched[row] & busy;
            const marks dropped = watched & idle & (slopes > limits);
            watched &= ~dropped;
            work.watched[row] &= ~dropped;
            if (any(dropped)) is_whole = 0;
            if (!any(watched)) continue;  // Nobody looks at it before the next whole round.
            work.order[kept++] = row;

            const numbers projected = chosen(idle & (slopes > zero), zero, slopes);
            highest = chosen(watched & (projected > highest), projected, highest);
            lowest = chosen(watched & (projected < lowest), projected, lowest);
            const marks moving = watched & (projected * projected > 1e-20f);
            if (!any(moving)) continue;
            numbers next = old - slopes / square;
            next = chosen(moving, chosen(next > zero, next, zero), old);
            const numbers steps = (next - old) * sides;
            work.multipliers[row] = next;
            for (int entry = start; entry < end; entry++) work.weights[texts->columns[entry]] += texts->values[entry] * steps;
            work.weights[texts->features] += steps;
        }
        active = kept;
        const marks settled = highest - lowest <= (float)tolerance;
        if (is_whole) open &= ~settled;
        busy &= open & ~settled;
        limits = chosen(highest > zero, highest, endless);
        if (!any(busy)) {
            busy = open;
            limits = endless;
            active = watch_all(work, texts, used, open);
            is_whole = 1;
        }
    }
    memcpy(weights, work.weights, sizeof(numbers) * ((size_t)texts->features + 1));
    work_free(work);
    return 0;
}

void casewire_linear_yield_to_others(void) {
    // On Linux a niceness is a thread's own; where it cannot be set, training merely is no politer than others.
    (void)setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), 10);
}
