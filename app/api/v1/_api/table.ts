import type { Route } from './route';
import { getAudit, getExportedAudit } from './routes/audit';
import { getAlertEvents, getAlerts, postAlert, postChannelTest } from './routes/alerts';
import { getCache, postCachePurge } from './routes/cache';
import { getBudgets } from './routes/budgets';
import { getRequestById, getRequests, getTotals } from './routes/books';
import { getCanaries, getCanaryById, getSplits, postCanary, postCanaryChange } from './routes/canaries';
import { diffConfig, getConfig, putConfig } from './routes/config';
import { deleteData, getBodyById, getData } from './routes/data';
import { deleteDemo } from './routes/demo';
import {
  deleteDraft,
  getDraftById,
  getDrafts,
  postDraft,
  publishDraftRoute,
  putDraft,
  scheduleDraftRoute,
  unscheduleDraftRoute,
} from './routes/drafts';
import { deleteDryRun, getDryRunById, getDryRuns, postDryRun } from './routes/dry-runs';
import { getPlaces } from './routes/find';
import { getFirstSteps } from './routes/first-steps';
import { getJudgeAgreement, postFeedback } from './routes/feedback';
import {
  getBenchmarkById,
  getBenchmarks,
  postBenchmark,
  postBenchmarkCancel,
  postBenchmarkEstimate,
} from './routes/benchmarks';
import {
  deleteReportSchedule,
  getMigrationReport,
  getMonthlyReport,
  getReportSchedule,
  postReportTest,
  putReportSchedule,
} from './routes/reports';
import { deletePlan, getPlanById, getPlans, postPlan, postPlanCalculation, putPlan } from './routes/plans';
import { getHealth, getHealthEvents } from './routes/health';
import { getExportedRequests, getExportedSpend } from './routes/exports';
import { deleteKey, getKeys, postKey, putKey, rotateKeyRoute } from './routes/keys';
import {
  deleteInvitation,
  deletePerson,
  getInvitations,
  getPeople,
  postInvitation,
  putPerson,
  resetPersonRoute,
} from './routes/people';
import { postPlaygroundExplain, postPlaygroundRun } from './routes/playground';
import { deletePrompt, getPrompt, getPrompts, postPrompt, putPrompt } from './routes/prompts';
import { postProviderTest } from './routes/providers';
import { getQuarantine, getUnpriced, postPriceImport, previewPriceImport } from './routes/prices';
import { getReconciliationById, getReconciliations, postReconciliation } from './routes/reconciliations';
import { deleteRerating, getReratings, postRerating, previewReratingRoute } from './routes/reratings';
import { deleteSession, getSessions } from './routes/sessions';
import { getSignIn, putSignIn } from './routes/sign-in';
import { deleteTeam, getTeams, putTeam } from './routes/teams';
import { deleteToken, getTokens, postToken } from './routes/tokens';
import { getRecommendations } from './routes/recommendations';
import { deleteView, getViews, postView, putView } from './routes/views';
import { getVersions, postRollback } from './routes/versions';

/** Every door of the management API, in the order of its description. */
export const ROUTES: readonly Route[] = [
  getConfig,
  putConfig,
  diffConfig,
  getVersions,
  postRollback,
  getDrafts,
  postDraft,
  getDraftById,
  putDraft,
  deleteDraft,
  publishDraftRoute,
  scheduleDraftRoute,
  unscheduleDraftRoute,
  getDryRuns,
  postDryRun,
  getDryRunById,
  deleteDryRun,
  getKeys,
  postKey,
  putKey,
  rotateKeyRoute,
  deleteKey,
  getPeople,
  putPerson,
  deletePerson,
  resetPersonRoute,
  getInvitations,
  postInvitation,
  deleteInvitation,
  getTeams,
  putTeam,
  deleteTeam,
  getSignIn,
  putSignIn,
  getSessions,
  deleteSession,
  getTokens,
  postToken,
  deleteToken,
  getAudit,
  getExportedAudit,
  getTotals,
  getRequests,
  getRequestById,
  getBodyById,
  getData,
  deleteData,
  postFeedback,
  getJudgeAgreement,
  getPlaces,
  getFirstSteps,
  getBudgets,
  getCache,
  postCachePurge,
  getCanaries,
  postCanary,
  getCanaryById,
  postCanaryChange,
  getSplits,
  getAlerts,
  postAlert,
  getAlertEvents,
  postChannelTest,
  getRecommendations,
  getMonthlyReport,
  getMigrationReport,
  getReportSchedule,
  putReportSchedule,
  deleteReportSchedule,
  postReportTest,
  getBenchmarks,
  postBenchmark,
  postBenchmarkEstimate,
  getBenchmarkById,
  postBenchmarkCancel,
  getPlans,
  postPlan,
  getPlanById,
  putPlan,
  deletePlan,
  postPlanCalculation,
  getHealth,
  getHealthEvents,
  postProviderTest,
  previewPriceImport,
  postPriceImport,
  getUnpriced,
  getQuarantine,
  previewReratingRoute,
  postRerating,
  getReratings,
  deleteRerating,
  getExportedRequests,
  getExportedSpend,
  postPlaygroundRun,
  postPlaygroundExplain,
  getPrompts,
  postPrompt,
  getPrompt,
  putPrompt,
  deletePrompt,
  deleteDemo,
  getReconciliations,
  postReconciliation,
  getReconciliationById,
  getViews,
  postView,
  putView,
  deleteView,
];
