package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/adhocore/gronx"
	"go.uber.org/zap"

	"gongkai"
)

// onSchedule runs a job at the times of a cron expression, by Shanghai's clock,
// until ctx ends. A run that fails is told and logged, and the next one comes
// in its time; runs never overlap, since one is waited for, and what another
// process holds is left alone.
func (a *app) onSchedule(ctx context.Context, expression string, job func(context.Context) error) error {
	if !gronx.IsValid(expression) {
		return usageError{fmt.Errorf("--schedule %q: want a cron expression, \"0 22 * * *\"", expression)}
	}
	for ctx.Err() == nil {
		next, err := gronx.NextTickAfter(expression, time.Now().In(shanghai), false)
		if err != nil {
			return usageError{fmt.Errorf("--schedule %q: %w", expression, err)}
		}
		a.say("next run at %s", next.Format("2006-01-02 15:04 MST"))
		timer := time.NewTimer(time.Until(next))
		select {
		case <-ctx.Done():
			timer.Stop()
			continue
		case <-timer.C:
		}
		err = job(ctx)
		if ctx.Err() != nil {
			continue
		}
		switch {
		case err == nil, errors.Is(err, errPartial):
		case errors.Is(err, gongkai.ErrLocked):
			a.say("another run is not done yet: %s", oneLine(err.Error()))
		default:
			a.say("the run failed: %s", oneLine(err.Error()))
			a.log.Error("run", zap.Error(err))
		}
	}
	return nil
}
