// Attributes that the module tables of 2019 do not have, from PS3.3: functional group macros, modules of later editions,
// and later attributes of modules that were there. By keyword, so that generating checks every one of them:
//   Name          an attribute, or a sequence of which nothing below is known
//   Name:2        the same with its type (1, 1C, 2, 2C, 3), which is else not known
//   Name{ … }     a sequence and the attributes of its items
//   Name*         a sequence of codes (Name*{ … } of codes with more attributes)
//   Name=module   a sequence whose items are those of the same sequence at the top level of a module
//   +module       all attributes of a module

const SOP = "ReferencedSOPClassUID:1 ReferencedSOPInstanceUID:1";
const IMAGE = `${SOP} ReferencedFrameNumber:1C ReferencedSegmentNumber:1C`;
const FRAME_TYPE = "FrameType:1 PixelPresentation:1 VolumetricProperties:1 VolumeBasedCalculationTechnique:1";
const RESCALE = "PixelValueTransformationSequence:1{RescaleIntercept:1 RescaleSlope:1 RescaleType:1}";
const WINDOW = "WindowCenter:1 WindowWidth:1 WindowCenterWidthExplanation:3 VOILUTFunction:3";
const FILTER =
  "FilterType:3 FilterMaterial:3 FilterThicknessMinimum:3 FilterThicknessMaximum:3 FilterBeamPathLengthMinimum:3 FilterBeamPathLengthMaximum:3";
const ALGORITHM =
  "AlgorithmFamilyCodeSequence:1* AlgorithmNameCodeSequence:3* AlgorithmName:1 AlgorithmVersion:1 AlgorithmParameters:3 AlgorithmSource:3";

/** PS3.3 C.7.6.16.2 and the macros of the enhanced IODs in C.8, by the names of ciod_to_func_group_macros.json. */
export const MACROS = {
  "breast-biopsy-target":
    "BiopsyTargetSequence:1{TargetUID LocalizingCursorPosition CalculatedTargetPosition TargetLabel DisplayedZValue}",
  "breast-x-ray-acquisition-dose": `XRayAcquisitionDoseSequence:1{KVP XRayTubeCurrentInmA ExposureTimeInms:1 ExposureInmAs:1 FocalSpots AnodeTargetMaterial HalfValueLayer:3 OrganDose:1 EntranceDoseInmGy:1 EntranceDose EntranceDoseDerivation CompressionForce CompressionPressure CompressionContactArea RelativeXRayExposure:3 BodyPartThickness ExposureControlMode ExposureControlModeDescription PaddleDescription RectificationType XRayOutput ExposureStatus PhototimerSetting}`,
  "breast-x-ray-detector":
    "DetectorPositionSequence:1{DetectorActiveAreaTLHCPosition DetectorActiveAreaOrientation}",
  "breast-x-ray-geometry":
    "XRayGeometrySequence:1{DistanceSourceToDetector:1C DistanceSourceToPatient:1C DistanceSourceToEntrance:3 DistanceSourceToIsocenter:1C EstimatedRadiographicMagnificationFactor:1}",
  "breast-x-ray-isocenter-reference-system":
    "IsocenterReferenceSystemSequence:1{XRaySourceIsocenterPrimaryAngle:1 XRaySourceIsocenterSecondaryAngle:1 BreastSupportIsocenterPrimaryAngle:1 BreastSupportIsocenterSecondaryAngle:1 BreastSupportXPositionToIsocenter:1C BreastSupportYPositionToIsocenter:1C BreastSupportZPositionToIsocenter:1C DetectorIsocenterPrimaryAngle:1 DetectorIsocenterSecondaryAngle:1 DetectorXPositionToIsocenter:1C DetectorYPositionToIsocenter:1C DetectorZPositionToIsocenter:1C}",
  "breast-x-ray-positioner":
    "PositionerPositionSequence:1{PositionerPrimaryAngle:1C PositionerPrimaryAngleDirection:1C PositionerSecondaryAngle:1C ColumnAngulation ColumnAngulationPatient TableAngle BodyPartThickness DistanceSourceToPatient}",
  "cardiac-synchronization":
    "CardiacSynchronizationSequence:1{NominalPercentageOfCardiacPhase:1C NominalCardiacTriggerDelayTime:1 ActualCardiacTriggerDelayTime:1C NominalCardiacTriggerTimePriorToRPeak:3 ActualCardiacTriggerTimePriorToRPeak:3 IntervalsAcquired:3 IntervalsRejected:3 HeartRate:3 RRIntervalTimeNominal:1C LowRRValue:3 HighRRValue:3}",
  "contrast-bolus-usage":
    "ContrastBolusUsageSequence:1{ContrastBolusAgentNumber:1 ContrastBolusAgentAdministered:1 ContrastBolusAgentDetected:2 ContrastBolusAgentPhase:2C}",
  "ct-acquisition-details":
    "CTAcquisitionDetailsSequence:1{ReferencedPathIndex:1C RotationDirection:1C RevolutionTime:1C SingleCollimationWidth:1C TotalCollimationWidth:1C TableHeight:1C GantryDetectorTilt:1C DataCollectionDiameter:1C}",
  "ct-acquisition-type":
    "CTAcquisitionTypeSequence:1{AcquisitionType:1C TubeAngle:1C ConstantVolumeFlag:1C FluoroscopyFlag:1C}",
  "ct-additional-x-ray-source": "CTAdditionalXRaySourceSequence:1=ct-image",
  "ct-exposure":
    "CTExposureSequence:1{ReferencedPathIndex:1C ExposureTimeInms:1C XRayTubeCurrentInmA:1C ExposureInmAs:1C ExposureModulationType:1C EstimatedDoseSaving:2C CTDIvol:2C CTDIPhantomTypeCodeSequence:3* WaterEquivalentDiameter:3 WaterEquivalentDiameterCalculationMethodCodeSequence:1C* ImageAndFluoroscopyAreaDoseProduct}",
  "ct-geometry":
    "CTGeometrySequence:1{ReferencedPathIndex:1C DistanceSourceToDetector:1C DistanceSourceToDataCollectionCenter:1C}",
  "ct-image-frame-type": `CTImageFrameTypeSequence:1{${FRAME_TYPE} MultienergyCTAcquisition:3}`,
  "ct-pixel-value-transformation": RESCALE,
  "ct-position":
    "CTPositionSequence:1{TablePosition:1C DataCollectionCenterPatient:1C ReconstructionTargetCenterPatient:1C}",
  "ct-reconstruction":
    "CTReconstructionSequence:1{ReconstructionAlgorithm:1C ConvolutionKernel:1C ConvolutionKernelGroup:1C ReconstructionDiameter:1C ReconstructionFieldOfView:1C ReconstructionPixelSpacing:1C ReconstructionAngle:1C ImageFilter:1C}",
  "ct-table-dynamics":
    "CTTableDynamicsSequence:1{TableSpeed:1C TableFeedPerRotation:1C SpiralPitchFactor:1C}",
  "ct-x-ray-details":
    "CTXRayDetailsSequence:1{ReferencedPathIndex:1C KVP:1C FocalSpots:1C FilterType:1C FilterMaterial:1C CalciumScoringMassFactorPatient:3 CalciumScoringMassFactorDevice:3 EnergyWeightingFactor:1C}",
  "derivation-image": `DerivationImageSequence:2{DerivationDescription:3 DerivationCodeSequence:1* SourceImageSequence:2{${IMAGE} PurposeOfReferenceCodeSequence:1* SpatialLocationsPreserved:3 PatientOrientation:1C}}`,
  "frame-anatomy":
    "FrameAnatomySequence:1{FrameLaterality:1 AnatomicRegionSequence:1*{AnatomicRegionModifierSequence:3*} PrimaryAnatomicStructureSequence:3*{PrimaryAnatomicStructureModifierSequence:3*}}",
  "frame-content":
    "FrameContentSequence:1{FrameAcquisitionNumber:3 FrameReferenceDateTime:1C FrameAcquisitionDateTime:1C FrameAcquisitionDuration:1C CardiacCyclePosition:3 RespiratoryCyclePosition:3 DimensionIndexValues:1C TemporalPositionIndex:1C StackID:1C InStackPositionNumber:1C FrameComments:3 FrameLabel:3}",
  "frame-display-shutter": "FrameDisplayShutterSequence:1{+display-shutter}",
  "frame-pixel-shift": "FramePixelShiftSequence:1{SubtractionItemID:1 MaskSubPixelShift:1}",
  "frame-voi-lut": `FrameVOILUTSequence:1{${WINDOW}}`,
  "frame-voi-lut-with-lut": "FrameVOILUTSequence:1{+voi-lut}",
  "functional-mr":
    "FunctionalMRSequence:1{FunctionalSettlingPhaseFramesPresent FunctionalSyncPulse SettlingPhaseFrame}",
  "identity-pixel-value-transformation": RESCALE,
  "image-data-type": "ImageDataTypeSequence:1{DataType:1 AliasedDataType:1 ZeroVelocityPixelValue:1C}",
  "image-frame-conversion-source": `ConversionSourceAttributesSequence:1{${IMAGE}}`,
  "intravascular-frame-content":
    "IntravascularFrameContentSequence:1{IntravascularLongitudinalDistance SeamLineLocation}",
  "intravascular-oct-frame-content":
    "IntravascularOCTFrameContentSequence:1{OCTZOffsetCorrection SeamLineIndex NumberOfPaddedALines SeamLineLocation FirstALineLocation}",
  "intravascular-oct-frame-type":
    "IntravascularOCTFrameTypeSequence:1{FrameType:1 PixelPresentation VolumetricProperties VolumeBasedCalculationTechnique}",
  "irradiation-event-identification": "IrradiationEventIdentificationSequence:1{IrradiationEventUID:1}",
  "mr-arterial-spin-labeling":
    "MRArterialSpinLabelingSequence:1{ASLTechniqueDescription:2 ASLContext:1C ASLSlabSequence:1C{ASLSlabNumber:1 ASLSlabThickness:1 ASLSlabOrientation:1 ASLMidSlabPosition:1 ASLPulseTrainDuration:1} ASLCrusherFlag:1 ASLCrusherFlowLimit:1C ASLCrusherDescription:1C ASLBolusCutoffFlag:1 ASLBolusCutoffTimingSequence:1C{ASLBolusCutoffTechnique:2 ASLBolusCutoffDelayTime:1}}",
  "mr-averages": "MRAveragesSequence:1{NumberOfAverages:1}",
  "mr-diffusion":
    "MRDiffusionSequence:1{DiffusionBValue:1C DiffusionDirectionality:1C DiffusionGradientDirectionSequence:1C{DiffusionGradientOrientation:1} DiffusionBMatrixSequence:1C{DiffusionBValueXX:1 DiffusionBValueXY:1 DiffusionBValueXZ:1 DiffusionBValueYY:1 DiffusionBValueYZ:1 DiffusionBValueZZ:1} DiffusionAnisotropyType:1C}",
  "mr-echo": "MREchoSequence:1{EffectiveEchoTime:1}",
  "mr-fov-geometry":
    "MRFOVGeometrySequence:1{InPlanePhaseEncodingDirection:1C MRAcquisitionFrequencyEncodingSteps:1C MRAcquisitionPhaseEncodingStepsInPlane:1C MRAcquisitionPhaseEncodingStepsOutOfPlane:1C PercentSampling:1C PercentPhaseFieldOfView:1C}",
  "mr-image-frame-type": `MRImageFrameTypeSequence:1{${FRAME_TYPE} ComplexImageComponent:1 AcquisitionContrast:1}`,
  "mr-imaging-modifier":
    "MRImagingModifierSequence:1{MagnetizationTransfer:1C BloodSignalNulling:1C Tagging:1C TagSpacingFirstDimension:1C TagSpacingSecondDimension:1C TagAngleFirstAxis:1C TagAngleSecondAxis:1C TagThickness:1C TaggingDelay:3 TransmitterFrequency:1C PixelBandwidth:1C}",
  "mr-metabolite-map":
    "MRMetaboliteMapSequence:1{MetaboliteMapDescription:1 MetaboliteMapCodeSequence:3* ChemicalShiftSequence:3{ChemicalShiftMinimumIntegrationLimitInppm:1 ChemicalShiftMaximumIntegrationLimitInppm:1}}",
  "mr-modifier":
    "MRModifierSequence:1{InversionRecovery:1C InversionTimes:1C FlowCompensation:1C FlowCompensationDirection:1C Spoiling:1C T2Preparation:1C SpectrallySelectedExcitation:1C SpatialPresaturation:1C PartialFourier:1C PartialFourierDirection:1C ParallelAcquisition:1C ParallelAcquisitionTechnique:1C ParallelReductionFactorInPlane:1C ParallelReductionFactorOutOfPlane:1C ParallelReductionFactorSecondInPlane:1C}",
  "mr-receive-coil":
    "MRReceiveCoilSequence:1{ReceiveCoilName:1 ReceiveCoilManufacturerName:2 ReceiveCoilType:1 QuadratureReceiveCoil:1 MultiCoilDefinitionSequence:1C{MultiCoilElementName:1 MultiCoilElementUsed:1} MultiCoilConfiguration:3}",
  "mr-spatial-saturation":
    "MRSpatialSaturationSequence:2{SlabThickness:1 SlabOrientation:1 MidSlabPosition:1}",
  "mr-spectroscopy-fov-geometry":
    "MRSpectroscopyFOVGeometrySequence:1{SpectroscopyAcquisitionDataColumns:1C SpectroscopyAcquisitionPhaseRows:1C SpectroscopyAcquisitionPhaseColumns:1C SpectroscopyAcquisitionOutOfPlanePhaseSteps:1C PercentSampling:1C PercentPhaseFieldOfView:1C}",
  "mr-spectroscopy-frame-type":
    "MRSpectroscopyFrameTypeSequence:1{FrameType:1 VolumetricProperties:1 VolumeBasedCalculationTechnique:1 ComplexImageComponent:1 AcquisitionContrast:1}",
  "mr-timing-and-related-parameters":
    "MRTimingAndRelatedParametersSequence:1{RepetitionTime:1C FlipAngle:1C EchoTrainLength:1C RFEchoTrainLength:1C GradientEchoTrainLength:1C SpecificAbsorptionRateSequence:1C{SpecificAbsorptionRateDefinition:1 SpecificAbsorptionRateValue:1} GradientOutputType:1C GradientOutput:1C OperatingModeSequence:1C{OperatingModeType:1 OperatingMode:1}}",
  "mr-transmit-coil":
    "MRTransmitCoilSequence:1{TransmitCoilName:1 TransmitCoilManufacturerName:2 TransmitCoilType:1}",
  "mr-velocity-encoding":
    "MRVelocityEncodingSequence:1{VelocityEncodingDirection:1 VelocityEncodingMinimumValue:1 VelocityEncodingMaximumValue:1}",
  "multi-energy-ct-characteristics":
    "MultienergyCTCharacteristicsSequence:3{EffectiveBinEnergy MonoenergeticEnergyEquivalent MaterialCodeSequence* MaterialAttenuationSequence{PhotonEnergy XRayMassAttenuationCoefficient}}",
  "multi-energy-ct-processing": `MultienergyCTProcessingSequence:3{DecompositionMethod DecompositionDescription DecompositionAlgorithmIdentificationSequence{${ALGORITHM}} DecompositionMaterialSequence{MaterialCodeSequence* MaterialAttenuationSequence{PhotonEnergy XRayMassAttenuationCoefficient}}}`,
  "ophthalmic-frame-location": `OphthalmicFrameLocationSequence:1{${IMAGE} ReferenceCoordinates:1 DepthOfTransverseImage:2C OphthalmicImageOrientation:1 PurposeOfReferenceCodeSequence:1*}`,
  "optical-path-identification": "OpticalPathIdentificationSequence:1{OpticalPathIdentifier:1}",
  "parametric-map-frame-type":
    "ParametricMapFrameTypeSequence:1{FrameType:1 PixelPresentation VolumetricProperties VolumeBasedCalculationTechnique}",
  "patient-orientation-in-frame": "PatientOrientationInFrameSequence:1{PatientOrientation:1}",
  "patient-physiological-state":
    "PatientPhysiologicalStateSequence:1{PatientPhysiologicalStateCodeSequence:1*}",
  "pet-detector-motion-details": "PETDetectorMotionDetailsSequence:1{RotationDirection:1 RevolutionTime:1}",
  "pet-frame-acquisition":
    "PETFrameAcquisitionSequence:1{TableHeight:1 GantryDetectorTilt:1 GantryDetectorSlew:1 DataCollectionDiameter:1}",
  "pet-frame-correction-factors":
    "PETFrameCorrectionFactorsSequence:1{PrimaryPromptsCountsAccumulated:1C SliceSensitivityFactor:1C DecayFactor:1C ScatterFractionFactor:1C DeadTimeFactor:1C}",
  "pet-frame-type": `PETFrameTypeSequence:1{${FRAME_TYPE}}`,
  "pet-position":
    "PETPositionSequence:1{TablePosition:1C DataCollectionCenterPatient:1C ReconstructionTargetCenterPatient:1C}",
  "pet-reconstruction":
    "PETReconstructionSequence:1{ReconstructionType:1C ReconstructionAlgorithm:1C IterativeReconstructionMethod:1 NumberOfIterations:1C NumberOfSubsets:1C ReconstructionDiameter:1C ReconstructionFieldOfView:1C ReconstructionPixelSpacing ReconstructionAngle ImageFilter ConvolutionKernel}",
  "pet-table-dynamics": "PETTableDynamicsSequence:1{TableSpeed:1 TableFeedPerRotation TableTraverse}",
  "pixel-intensity-relationship-lut":
    "PixelIntensityRelationshipLUTSequence:1{LUTDescriptor:1 LUTFunction:1 LUTExplanation LUTData:1}",
  "pixel-measures": "PixelMeasuresSequence:1{PixelSpacing:1C SliceThickness:1C SpacingBetweenSlices:3}",
  "pixel-value-transformation": RESCALE,
  "plane-orientation-patient": "PlaneOrientationSequence:1{ImageOrientationPatient:1C}",
  "plane-orientation-volume": "PlaneOrientationVolumeSequence:1{ImageOrientationVolume:1}",
  "plane-position-patient": "PlanePositionSequence:1{ImagePositionPatient:1C}",
  "plane-position-slide":
    "PlanePositionSlideSequence:1{ColumnPositionInTotalImagePixelMatrix:1 RowPositionInTotalImagePixelMatrix:1 XOffsetInSlideCoordinateSystem:1 YOffsetInSlideCoordinateSystem:1 ZOffsetInSlideCoordinateSystem:1}",
  "plane-position-volume": "PlanePositionVolumeSequence:1{ImagePositionVolume:1}",
  "radiopharmaceutical-usage": "RadiopharmaceuticalUsageSequence:1{RadiopharmaceuticalAgentNumber:1}",
  "real-world-value-mapping": "RealWorldValueMappingSequence:1=general-image",
  "referenced-image": `ReferencedImageSequence:2{${IMAGE} PurposeOfReferenceCodeSequence:1*}`,
  "respiratory-synchronization":
    "RespiratorySynchronizationSequence:1{RespiratoryIntervalTime:1C NominalPercentageOfRespiratoryPhase:1C NominalRespiratoryTriggerDelayTime:1 ActualRespiratoryTriggerDelayTime:1C StartingRespiratoryAmplitude:1C StartingRespiratoryPhase:1C EndingRespiratoryAmplitude:1C EndingRespiratoryPhase:1C}",
  segmentation: "SegmentIdentificationSequence:1{ReferencedSegmentNumber:1}",
  "specimen-reference": "SpecimenReferenceSequence:1{SpecimenUID:1}",
  "stored-value-color-range":
    "StoredValueColorRangeSequence:1{MinimumStoredValueMapped:1 MaximumStoredValueMapped:1 PaletteColorLookupTableUID}",
  "temporal-position": "TemporalPositionSequence:1{TemporalPositionTimeOffset:1}",
  // Any attribute of the images that were converted: what those IODs have.
  "unassigned-per-frame-converted-attributes": "UnassignedPerFrameConvertedAttributesSequence:1C{+converted}",
  "unassigned-shared-converted-attributes": "UnassignedSharedConvertedAttributesSequence:1C{+converted}",
  "us-image-description":
    "USImageDescriptionSequence:1{FrameType:1 VolumetricProperties:1 VolumeBasedCalculationTechnique:1}",
  "whole-slide-microscopy-image-frame-type": "WholeSlideMicroscopyImageFrameTypeSequence:1{FrameType:1}",
  "x-ray-3d-frame-type":
    "XRay3DFrameTypeSequence:1{FrameType:1 PixelPresentation:1 VolumetricProperties:1 VolumeBasedCalculationTechnique:1 ReconstructionIndex:1C}",
  "x-ray-calibration-device-usage": "CalibrationSequence:1{CalibrationImage:1}",
  "x-ray-collimator": "CollimatorShapeSequence:1{+x-ray-collimator}",
  "x-ray-exposure-control-sensing-regions":
    "ExposureControlSensingRegionsSequence:1{ExposureControlSensingRegionShape:1 ExposureControlSensingRegionLeftVerticalEdge:1C ExposureControlSensingRegionRightVerticalEdge:1C ExposureControlSensingRegionUpperHorizontalEdge:1C ExposureControlSensingRegionLowerHorizontalEdge:1C CenterOfCircularExposureControlSensingRegion:1C RadiusOfCircularExposureControlSensingRegion:1C VerticesOfThePolygonalExposureControlSensingRegion:1C}",
  "x-ray-field-of-view":
    "FieldOfViewSequence:1{FieldOfViewShape:3 FieldOfViewDimensionsInFloat:3 FieldOfViewOrigin:1C FieldOfViewRotation:1 FieldOfViewHorizontalFlip:1 FieldOfViewDescription:3}",
  "x-ray-filter": `XRayFilterSequence:1{${FILTER}}`,
  "x-ray-frame-acquisition": "FrameAcquisitionSequence:1{KVP:1 XRayTubeCurrentInmA:1}",
  "x-ray-frame-characteristics":
    "XAXRFFrameCharacteristicsSequence:1{DerivationDescription:3 DerivationCodeSequence:3* AcquisitionDeviceProcessingDescription:3 AcquisitionDeviceProcessingCode:3}",
  "x-ray-frame-detector-parameters":
    "FrameDetectorParametersSequence:1{DetectorActiveTime:3 DetectorActivationOffsetFromExposure:3 DetectorActiveShape:3 DetectorActiveDimensions:3 DetectorActiveOrigin:3}",
  "x-ray-frame-pixel-data-properties":
    "FramePixelDataPropertiesSequence:1{FrameType:1 PixelIntensityRelationship:1 PixelIntensityRelationshipSign:1 ImagerPixelSpacing:1C GeometricalProperties:1 GeometricMaximumDistortion:2C ImageProcessingApplied:1}",
  "x-ray-geometry":
    "XRayGeometrySequence:1{DistanceSourceToDetector:1 DistanceSourceToPatient DistanceSourceToIsocenter:1 EstimatedRadiographicMagnificationFactor}",
  "x-ray-grid":
    "XRayGridSequence:1{Grid:1 GridAbsorbingMaterial:3 GridSpacingMaterial:3 GridThickness:3 GridPitch:3 GridAspectRatio:3 GridPeriod:3 GridFocalDistance:3 GridID:3}",
  "x-ray-isocenter-reference-system":
    "IsocenterReferenceSystemSequence:1{PositionerIsocenterPrimaryAngle:1 PositionerIsocenterSecondaryAngle:1 PositionerIsocenterDetectorRotationAngle:1 TableXPositionToIsocenter:1 TableYPositionToIsocenter:1 TableZPositionToIsocenter:1 TableHorizontalRotationAngle:1 TableHeadTiltAngle:1 TableCradleTiltAngle:1}",
  "x-ray-object-thickness": "ObjectThicknessSequence:1{CalculatedAnatomyThickness:1}",
  "x-ray-positioner":
    "PositionerPositionSequence:1{PositionerPrimaryAngle:1C PositionerSecondaryAngle:1C ColumnAngulationPatient:1C}",
  "x-ray-projection-pixel-calibration":
    "ProjectionPixelCalibrationSequence:1{DistanceObjectToTableTop:2 ObjectPixelSpacingInCenterOfBeam:1C TableHeight:1C BeamAngle:1C}",
  "x-ray-table-position":
    "TablePositionSequence:1{TableTopVerticalPosition:1 TableTopLongitudinalPosition:1 TableTopLateralPosition:1 TableHorizontalRotationAngle:1 TableHeadTiltAngle:1 TableCradleTiltAngle:1}",
};

const MULTIENERGY_ACQUISITION =
  "MultienergyAcquisitionDescription " +
  "MultienergyCTXRaySourceSequence{XRaySourceIndex XRaySourceID MultienergySourceTechnique SourceStartDateTime SourceEndDateTime SwitchingPhaseNumber SwitchingPhaseNominalDuration SwitchingPhaseTransitionDuration GeneratorPower} " +
  "MultienergyCTXRayDetectorSequence{XRayDetectorIndex XRayDetectorID MultienergyDetectorType XRayDetectorLabel NominalMaxEnergy NominalMinEnergy EffectiveBinEnergy} " +
  "MultienergyCTPathSequence{MultienergyCTPathIndex ReferencedXRaySourceIndex ReferencedXRayDetectorIndex}";

/** Modules of later editions; where a part of one is not known, it is not in here as a whole. */
export const MODULES = {
  // C.7.10.1; was in General Image
  "general-acquisition":
    "AcquisitionUID:3 AcquisitionNumber:3 AcquisitionDate:3 AcquisitionTime:3 AcquisitionDateTime:3 AcquisitionDuration:3 ImagesInAcquisition:3 IrradiationEventUID:3",
  // C.7.6.30
  "enhanced-patient-orientation":
    "PatientOrientationCodeSequence:1*{PatientOrientationModifierCodeSequence:1C*} PatientGantryRelationshipCodeSequence:3* PatientEquipmentRelationshipCodeSequence:3*",
  // C.8.2.2 and C.8.15.5
  "multi-energy-ct-image": `MultienergyCTAcquisition:1 MultienergyCTAcquisitionSequence:1{${MULTIENERGY_ACQUISITION} ${["ct-exposure", "ct-x-ray-details", "ct-acquisition-details", "ct-geometry"].map((macro) => MACROS[macro]).join(" ")}} ${MACROS["multi-energy-ct-processing"]} ${MACROS["multi-energy-ct-characteristics"]}`,
  "enhanced-multi-energy-ct-acquisition": `MultienergyCTAcquisitionSequence:1{${MULTIENERGY_ACQUISITION}}`,
  // C.8.12.14 and C.8.12.1
  "multi-resolution-pyramid": "PyramidUID:1 PyramidLabel:3 PyramidDescription:3",
  "microscope-slide-layer-tile-organization":
    "TotalPixelMatrixColumns:1 TotalPixelMatrixRows:1 TotalPixelMatrixFocalPlanes:1C TotalPixelMatrixOriginSequence:1{XOffsetInSlideCoordinateSystem:1 YOffsetInSlideCoordinateSystem:1 ZOffsetInSlideCoordinateSystem:1C} ImageOrientationSlide:1C TilesOverlap:3",
  // C.37.1: annotations of slides
  "microscopy-bulk-simple-annotations-series":
    "Modality:1 SeriesNumber:1 ReferencedPerformedProcedureStepSequence:1C=general-series",
  "microscopy-bulk-simple-annotations": `InstanceNumber:1 ContentLabel:1 ContentDescription:2 ContentDate:1 ContentTime:1 ContentCreatorName:2 ContentCreatorIdentificationCodeSequence:3=segmentation-image AnnotationCoordinateType:1 PixelOriginInterpretation:1C ReferencedImageSequence:1C{${SOP}} AnnotationGroupSequence:1{AnnotationGroupNumber:1 AnnotationGroupUID:1 AnnotationGroupLabel:1 AnnotationGroupDescription:3 AnnotationGroupGenerationType:1 AnnotationGroupAlgorithmIdentificationSequence:1C{${ALGORITHM}} AnnotationPropertyCategoryCodeSequence:1* AnnotationPropertyTypeCodeSequence:1*{AnnotationPropertyTypeModifierCodeSequence:3*} NumberOfAnnotations:1 AnnotationAppliesToAllOpticalPaths:1 ReferencedOpticalPathIdentifier:1C AnnotationAppliesToAllZPlanes:1C CommonZCoordinateValue:1C GraphicType:1 PointCoordinatesData:1C DoublePointCoordinatesData:1C LongPrimitivePointIndexList:1C MeasurementsSequence:3{ConceptNameCodeSequence:1* MeasurementUnitsCodeSequence:1* MeasurementValuesSequence:1{FloatingPointValues:1 AnnotationIndexList:1C}} AnatomicRegionSequence:3*{AnatomicRegionModifierSequence:3*} PrimaryAnatomicStructureSequence:3*{PrimaryAnatomicStructureModifierSequence:3*} RecommendedDisplayCIELabValue:3}`,
  // C.35.1
  "manufacturing-3d-model":
    "MeasurementUnitsCodeSequence:1* ModelModification:1 ModelMirroring:1 ModelUsageCodeSequence:1* ModelGroupUID:3 ContentDescription:3 IconImageSequence:3=general-image BurnedInAnnotation:1 RecommendedDisplayCIELabValue:3 RecommendedPresentationOpacity:3",
  // As the series modules of ophthalmic tomography before them
  "ophthalmic-tomography-en-face-series": "+ophthalmic-tomography-series",
  "ophthalmic-tomography-b-scan-volume-analysis-series": "+ophthalmic-tomography-series",
};

/** What modules of 2019 have got since, and what the tables leave out where a macro includes itself. */
export const ADDITIONS = {
  "optical-path": "NumberOfOpticalPaths:1C",
  "sr-document-content": "ContentSequence:1C{ObservationDateTime:1C ObservationUID:3}", // C.17.3, Document Relationship Macro
  "enhanced-us-image": "EventTimerSequence{EventCodeSequence:1C*}",
  "image-plane": "SpacingBetweenSlices:3",
  "image-pixel":
    "ExtendedOffsetTable:3 ExtendedOffsetTableLengths:1C EncapsulatedPixelDataValueTotalLength:3",
  "encapsulated-document": "EncapsulatedDocumentLength:3",
  "general-equipment": "DeviceUID:3 InstitutionalDepartmentTypeCodeSequence:3*",
  "segmentation-image": "SegmentsOverlap:3",
  "sop-common": "SyntheticData:3",
};

/** IODs whose attributes converted images may have left over, C.7.6.16.2.25. */
export const CONVERTED = ["ct-image", "mr-image", "positron-emission-tomography-image"];
