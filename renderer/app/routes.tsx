import { Suspense } from 'react';
import { Navigate, createHashRouter, type RouteObject } from 'react-router';
import { domain } from '../../shared/domain/domain';
import type { Entity } from '../../shared/kernel/entity';
import { useMay, useMayDo } from '../bridge/use-session';
import { listPath } from '../screens/address';
import type { AreaPage } from '../screens/area';
import { areasOf } from '../screens/areas-context';
import { areas } from './areas';
import { CreateScreen } from './create-screen';
import { EntityScreen } from './entity-screen';
import { FaultPage } from './fault-page';
import { Forbidden } from './forbidden';
import { NoPage } from './no-page';
import { navigation } from './navigation';
import { SessionGate } from './session/session-gate';

const own = areasOf(areas);

/** The first page that the person may see. */
function Start() {
  const mayDo = useMayDo();
  const sections = navigation({ entities: domain.entities, areas, may: mayDo });
  // What needs a person is called for by the badge; most days begin with work.
  const first = sections.find(({ group }) => group !== 'home') ?? sections[0];
  const path = first?.pages[0]?.path;
  return path ? <Navigate to={path} replace /> : <Forbidden />;
}

function Allowed({
  capability,
  children,
}: {
  readonly capability: string | undefined;
  readonly children: React.ReactNode;
}) {
  const may = useMay(capability ?? '');
  return capability === undefined || may ? <Suspense>{children}</Suspense> : <Forbidden />;
}

function entityRoutes(entity: Entity): RouteObject[] {
  const path = listPath(entity);
  const create = own.screensOf(entity.name)?.create;
  const made = `${entity.name}.create` in domain.verbs();
  const Create = create?.screen;
  const capability = create?.capability ?? entity.capabilities.create;
  // One route for list and record, so that the list stays as it is while records beside it change.
  const list = (
    <Allowed capability={entity.capabilities.read}>
      <EntityScreen key={entity.name} entity={entity} />
    </Allowed>
  );
  const creating = { path: `${path}/new`, element: <Allowed capability={capability}>{Create ? <Create /> : <CreateScreen key={entity.name} entity={entity} />}</Allowed>, errorElement: <FaultPage /> }; // prettier-ignore
  return [{ path: `${path}/:id?`, element: list, errorElement: <FaultPage /> }, ...(create || made ? [creating] : [])];
}

const pageRoute = ({ path, capability, screen: Screen }: AreaPage): RouteObject => ({
  path,
  element: <Allowed capability={capability}><Screen /></Allowed>, // prettier-ignore
  errorElement: <FaultPage />,
});

/** Every address of the product: the pages of areas, and a list, record and form for each entity. */
export function createRoutes() {
  return createHashRouter([
    {
      path: '/',
      element: <SessionGate />,
      errorElement: <FaultPage />,
      children: [
        { index: true, element: <Start /> },
        ...areas.flatMap((area) => area.pages ?? []).map(pageRoute),
        ...domain.entities.flatMap(entityRoutes),
        { path: '*', element: <NoPage /> },
      ],
    },
  ]);
}
